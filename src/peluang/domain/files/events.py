"""What can happen to files."""

from peluang.domain.events.types import declare

FILE_STORED = declare("files.file_stored", "file", "purpose size sha256")
