"""Members with the best level for years running, as decided by a moment (A12)."""

import datetime as dt

from cells.assessments.models import Campaign
from cells.oversight.conduct_rules import in_a_row
from members.ratings.models.whole import decided_before


def excellent_in_a_row(campaign: Campaign, number: int, moment: dt.datetime) -> dict[int, int]:
    """Member → how many years in a row up to that of the campaign, of those with at least so many: two queries."""
    years = Campaign.objects.filter(organization=campaign.organization_id, year__lte=campaign.year)
    campaigns = {one.year: one for one in years}
    decided = decided_before([one.pk for one in campaigns.values()], moment)
    best = {
        year: {
            pk for pk, said in decided[one.pk].items() if one.member_rules and said.level == one.member_rules.codes[0]
        }
        for year, one in campaigns.items()
    }
    return in_a_row(best, campaign.year, number)


def excellent(year: int, number: int, moment: dt.datetime) -> dict[int, int]:
    """The same over all campaigns of the year."""
    campaigns = Campaign.objects.filter(year=year)
    return {pk: run for one in campaigns for pk, run in excellent_in_a_row(one, number, moment).items()}
