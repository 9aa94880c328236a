-- The first look reads fewer pages: what a card asks of the acts of a person is answered by an index alone, as it is for
-- a place.

DROP INDEX act_contact;
CREATE INDEX act_contact ON act (contact, gone, direction, at, day, kind, count, first) WHERE contact IS NOT NULL;

-- who a merged contact is now, without a look at the contact itself: few are merged; files of builds between the two
-- formats have it already
CREATE INDEX IF NOT EXISTS contact_moved ON contact (id, person) WHERE merged_into IS NOT NULL;
