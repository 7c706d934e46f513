"""The models of the package, told apart by what they are about."""

from dateline.corrections.correction_models import Correction as Correction
from dateline.corrections.limit_models import DailyKey as DailyKey
from dateline.corrections.report_models import ErrorReport as ErrorReport
from dateline.corrections.report_models import ReportCluster as ReportCluster
from dateline.corrections.report_models import ReportContact as ReportContact
