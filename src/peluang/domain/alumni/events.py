"""What happens among alumni."""

from peluang.domain.events.types import declare

CHAPTER_FOUNDED = declare("alumni.chapter_founded", "chapter", "province")
MEMBER_JOINED = declare("alumni.member_joined", "chapter_member", "chapter_id person_id listed")
MEMBER_LEFT = declare("alumni.member_left", "chapter_member", "chapter_id person_id")
LISTING_CHANGED = declare("alumni.listing_changed", "chapter_member", "chapter_id person_id listed")
OFFICER_APPOINTED = declare("alumni.officer_appointed", "chapter_officer", "chapter_id person_id post since until")
