"""The demo country: invented people, institutions and firms, made from one seed (docs/demo.md).

`peluang demo` plans everything in arrays (plan_*.py), then writes it through the program's own role, with the same
constraints, triggers and row security as everyone else (loading.py). Nothing here is real, and every page says so.
"""
