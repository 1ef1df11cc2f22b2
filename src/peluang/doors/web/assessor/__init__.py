"""Doors of assessors (LSP), and of the office where it judges competency certificates, under /lsp/."""
