"""What the journal says about the demo: one event a batch, with the digest of what was written."""

from peluang.domain.events.types import declare

DEMO_BEGUN = declare("demo.begun", "demo", "people seed moment vacancies")
BATCH_WRITTEN = declare("demo.batch_written", "demo", "step batch rows digest")
DEMO_FINISHED = declare("demo.finished", "demo", "people seed")
