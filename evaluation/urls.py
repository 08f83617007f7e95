from django.urls import path

from evaluation.views import reports

app_name = "evaluation"
urlpatterns = [
    # reports
    path("trajecten/<str:number>/rapporten/", reports.trajectory_reports, name="reports"),
    path(
        "trajecten/<str:number>/rapporten/<str:kind>/maken/",
        reports.report_make,
        name="report_make",
    ),
    path("rapporten/<str:number>/", reports.report, name="report"),
    path("rapporten/<str:number>/stoppen/", reports.report_cancel, name="report_cancel"),
    path("rapporten/<str:number>/pdf/", reports.report_pdf, name="report_pdf"),
    path("rapporten/<str:number>/cijfers/", reports.report_sheet, name="report_sheet"),
]
