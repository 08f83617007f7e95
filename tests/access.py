"""The access table: every page and method, and the answer for each person of the cast.

Written from product.md, not from the code. A POST row sends a form that would be accepted.
"""

from tests.access_colours import COLOURS
from tests.access_evaluation_clock import CLOCK_TABLE
from tests.access_evaluation_reports import REPORTS_TABLE
from tests.access_forms import form_for
from tests.access_login import LOGIN_TABLE
from tests.access_moments import MOMENTS_TABLE
from tests.access_privacy import PRIVACY_TABLE
from tests.access_voices import VOICES_TABLE
from tests.stage import PEOPLE

# "log": to the login page, which leads back here. reader: may read the trajectory; colleague: a
# coach of the same organisation without a part in it; outsider: a coach of another one.
# The registry is kept by who calls partners: coach, coordinator and housing consultant.
# The manager sees rounded numbers about it; administrator and care worker have no part in it.
TABLE = """
page                          method rep coa bac rea col con man pri adm coo car out ano

workspace:today                 GET  200 200 200 200 200 200 200 200 200 200 200 200 log
workspace:today                 POST 405 405 405 405 405 405 405 405 405 405 405 405 log
workspace:search                GET  200 200 200 200 200 200 403 403 403 403 403 200 log
workspace:search                POST 200 200 200 200 200 200 403 403 403 403 403 200 log
workspace:dossier               GET  404 200 200 200 404 404 404 404 404 404 404 404 log
workspace:dossier               POST 405 405 405 405 405 405 405 405 405 405 405 405 log

cases:list                      GET  403 200 200 200 200 403 403 403 403 403 403 200 log
cases:list                      POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:note_pick                 GET  403 200 200 200 200 403 403 403 403 403 403 200 log
cases:note_pick                 POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:note                      GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:note                      POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:note_edit                 GET  404 200 403 403 404 404 404 404 404 404 404 404 log
cases:note_edit                 POST 404 302 403 403 404 404 404 404 404 404 404 404 log
cases:move                      GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:move                      POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:close                     GET  404 200 200 403 404 404 404 404 404 404 404 404 log
evaluation:close                     POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:stop                      GET  404 200 200 403 404 404 404 404 404 404 404 404 log
evaluation:stop                      POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:reopen                    GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:reopen                    POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:next_contact              GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:next_contact              POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:team                      GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:team                      POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:resident                  GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:resident                  POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:channels                  GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:channels                  POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:channel_withdraw          GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:channel_withdraw          POST 404 302 302 403 404 404 404 404 404 404 404 404 log

cases:doorstep                  GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:doorstep                  POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:visit_plan                GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:visit_plan                POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:visit_check_in            GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:visit_check_in            POST 404 302 302 403 404 404 404 404 404 404 404 404 log

cases:domains                   GET  404 200 200 200 404 404 404 404 404 404 404 404 log
cases:domains                   POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:health                    GET  404 200 403 403 404 404 404 404 404 404 404 404 log
cases:health                    POST 404 302 403 403 404 404 404 404 404 404 404 404 log
cases:measurement_begin         GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:measurement_begin         POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:measurement               GET  404 200 200 200 404 404 404 404 404 404 404 404 log
cases:measurement               POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:measurement_correct       GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:measurement_correct       POST 404 302 302 403 404 404 404 404 404 404 404 404 log

cases:analysis                GET  404 200 200 200 404 404 404 404 404 404 404 404 log
cases:analysis                POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:barrier_add             GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:barrier_add             POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:barrier_edit            GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:barrier_edit            POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:barrier_remove          GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:barrier_remove          POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:cause_add               GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:cause_add               POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:cause_edit              GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:cause_edit              POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:cause_remove            GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:cause_remove            POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:stance_add              GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:stance_add              POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:stance_edit             GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:stance_edit             POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:stance_remove           GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:stance_remove           POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:goal_from               GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:goal_from               POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:agreement_add           GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:agreement_add           POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:agreement_edit          GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:agreement_edit          POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:agreement_settle        GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:agreement_settle        POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:agreement_remove        GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:agreement_remove        POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:network                 GET  404 200 200 200 404 404 404 404 404 404 404 404 log
cases:network                 POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:participant_edit        GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:participant_edit        POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:participant_add         GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:participant_add         POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:participant_end         GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:participant_end         POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:history                 GET  404 200 200 200 404 404 404 404 404 404 404 404 log
cases:history                 POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:history_add             GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:history_add             POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:history_edit            GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:history_edit            POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:history_remove          GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:history_remove          POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:pace                    GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:pace                    POST 404 302 302 403 404 404 404 404 404 404 404 404 log

cases:plan                      GET  404 200 200 200 404 404 404 404 404 404 404 404 log
cases:plan                      POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:goal_add                  GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:goal_add                  POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:goal_edit                 GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:goal_edit                 POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:step_add                  GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:step_add                  POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:step_edit                 GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:step_edit                 POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:step_start                GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:step_start                POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:step_finish               GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:step_finish               POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:step_reopen               GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:step_reopen               POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:step_move                 GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:step_move                 POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:document_make             GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:document_make             POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:document                  GET  404 200 404 404 404 404 404 404 404 404 404 404 log
cases:document                  POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:document_file             GET  404 200 404 404 404 404 404 404 404 404 404 404 log
cases:document_file             POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:domain_sets               GET  403 403 403 403 403 403 403 403 200 403 403 403 log
cases:domain_sets               POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:domain_set                GET  403 403 403 403 403 403 403 403 200 403 403 403 log
cases:domain_set                POST 403 403 403 403 403 403 403 403 302 403 403 403 log
cases:domain_set_use            GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:domain_set_use            POST 403 403 403 403 403 403 403 403 302 403 403 403 log
cases:catalogue                 GET  403 403 403 403 403 403 403 403 200 403 403 403 log
cases:catalogue                 POST 403 403 403 403 403 403 403 403 302 403 403 403 log
cases:catalogue_remove          GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:catalogue_remove          POST 403 403 403 403 403 403 403 403 302 403 403 403 log

cases:eviction                  GET  404 200 200 200 404 404 404 404 404 404 404 404 log
cases:eviction                  POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:eviction_phase            GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:eviction_phase            POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:arrears                   GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:arrears                   POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:arrears_drop              GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:arrears_drop              POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:contract                  GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:contract                  POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:contract_edit             GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:contract_edit             POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:safety_net                GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:safety_net                POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:safety_net_wake           GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:safety_net_wake           POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:hand_over                 GET  403 200 200 200 200 403 403 403 403 403 403 200 log
cases:hand_over                 POST 403 302 200 200 200 403 403 403 403 403 403 200 log

signals:list                    GET  403 200 200 200 200 403 403 403 403 403 403 200 log
signals:list                    POST 405 405 405 405 405 405 405 405 405 405 405 405 log
signals:mine                    GET  200 200 200 200 200 200 403 403 403 403 403 200 log
signals:mine                    POST 405 405 405 405 405 405 405 405 405 405 405 405 log
signals:create                  GET  200 200 200 200 200 200 403 403 403 403 403 200 log
signals:create                  POST 302 302 302 302 302 302 403 403 403 403 403 302 log
signals:create_at               GET  200 200 200 200 200 200 403 403 403 403 403 404 log
signals:create_at               POST 302 302 302 302 302 302 403 403 403 403 403 404 log
signals:addresses               GET  405 405 405 405 405 405 405 405 405 405 405 405 log
signals:addresses               POST 200 200 200 200 200 200 403 403 403 403 403 200 log
signals:address                 GET  200 200 200 200 200 200 404 404 404 404 404 404 log
signals:address                 POST 405 405 405 405 405 405 405 405 405 405 405 405 log
signals:detail                  GET  200 200 200 200 200 404 404 404 404 404 404 404 log
signals:detail                  POST 405 405 405 405 405 405 405 405 405 405 405 405 log
signals:edit                    GET  200 200 200 200 200 404 404 404 404 404 404 404 log
signals:edit                    POST 302 302 302 302 302 404 404 404 404 404 404 404 log
signals:assess                  GET  404 200 200 200 200 404 404 404 404 404 404 404 log
signals:assess                  POST 404 302 302 302 302 404 404 404 404 404 404 404 log
signals:feedback                GET  404 200 200 200 200 404 404 404 404 404 404 404 log
signals:feedback                POST 404 302 302 302 302 404 404 404 404 404 404 404 log
signals:close                   GET  404 200 200 200 200 404 404 404 404 404 404 404 log
signals:close                   POST 404 302 302 302 302 404 404 404 404 404 404 404 log
signals:reopen                  GET  404 200 200 200 200 404 404 404 404 404 404 404 log
signals:reopen                  POST 404 302 302 302 302 404 404 404 404 404 404 404 log
signals:start                   GET  404 200 200 200 200 404 404 404 404 404 404 404 log
signals:start                   POST 404 302 302 302 302 404 404 404 404 404 404 404 log
signals:reporter                GET  404 200 200 200 200 404 404 200 404 404 404 404 log
signals:reporter                POST 405 405 405 405 405 405 405 405 405 405 405 405 log
signals:attachment              GET  200 200 200 200 200 404 404 404 404 404 404 404 log
signals:attachment              POST 405 405 405 405 405 405 405 405 405 405 405 405 log
signals:draft_drop              GET  405 405 405 405 405 405 405 405 405 405 405 405 log
signals:draft_drop              POST 302 302 302 302 302 302 302 302 302 302 302 302 log
signals:attachment_drop         GET  405 405 405 405 405 405 405 405 405 405 405 405 log
signals:attachment_drop         POST 302 404 404 404 404 404 404 404 404 404 404 404 log

workspace:network               GET  403 200 200 200 200 200 403 403 403 200 403 200 log
workspace:network               POST 403 200 200 200 200 200 403 403 403 200 403 200 log
workspace:cooperation           GET  403 200 200 200 200 200 200 403 403 200 403 200 log
workspace:cooperation           POST 403 302 302 302 302 302 302 403 403 302 403 302 log
workspace:partner               GET  404 200 200 200 200 200 404 404 404 404 404 404 log
workspace:partner               POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:sharing                 GET  404 200 200 200 404 404 404 404 404 404 404 404 log
cases:sharing                 POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:consent_add             GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:consent_add             POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:consent_withdraw        GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:consent_withdraw        POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:share_add               GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:share_add               POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:share_stop              GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:share_stop              POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:ask                     GET  404 200 200 403 404 404 404 404 404 404 404 404 log
cases:ask                     POST 404 200 200 403 404 404 404 404 404 404 404 404 log
cases:request                 GET  404 200 200 200 404 404 404 404 404 404 404 404 log
cases:request                 POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:request_code            GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:request_code            POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:request_told            GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:request_told            POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:request_seen            GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:request_seen            POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:request_withdraw        GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:request_withdraw        POST 404 302 302 403 404 404 404 404 404 404 404 404 log
cases:asked                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200
cases:asked                   POST 200 200 200 200 200 200 200 200 200 200 200 200 200
cases:answered                GET  200 200 200 200 200 200 200 200 200 200 200 200 200
cases:answered                POST 405 405 405 405 405 405 405 405 405 405 405 405 405

network:partner_add             GET  403 200 200 200 200 200 403 403 403 200 403 200 log
network:partner_add             POST 403 302 302 302 302 302 403 403 403 302 403 302 log
network:partner_edit            GET  404 200 200 200 200 200 404 404 404 404 404 404 log
network:partner_edit            POST 404 302 302 302 302 302 404 404 404 404 404 404 log
network:partner_merge           GET  404 200 200 200 200 200 404 404 404 404 404 404 log
network:partner_merge           POST 404 302 302 302 302 302 404 404 404 404 404 404 log
network:partner_part            GET  405 405 405 405 405 405 405 405 405 405 405 405 log
network:partner_part            POST 404 302 302 302 302 302 404 404 404 404 404 404 log
network:contact_add             GET  404 200 200 200 200 200 404 404 404 404 404 404 log
network:contact_add             POST 404 302 302 302 302 302 404 404 404 404 404 404 log
network:contact_edit            GET  404 200 200 200 200 200 404 404 404 404 404 404 log
network:contact_edit            POST 404 302 302 302 302 302 404 404 404 404 404 404 log
network:contact_merge           GET  404 200 200 200 200 200 404 404 404 404 404 404 log
network:contact_merge           POST 404 302 302 302 302 302 404 404 404 404 404 404 log
network:contact_part            GET  405 405 405 405 405 405 405 405 405 405 405 405 log
network:contact_part            POST 404 302 302 302 302 302 404 404 404 404 404 404 log
network:covenants               GET  403 200 200 200 200 200 403 403 403 200 403 200 log
network:covenants               POST 405 405 405 405 405 405 405 405 405 405 405 405 log
network:covenant_add            GET  403 200 200 200 200 200 403 403 403 200 403 200 log
network:covenant_add            POST 403 302 302 302 302 302 403 403 403 200 403 200 log
network:covenant_edit           GET  404 200 200 200 200 200 404 404 404 404 404 404 log
network:covenant_edit           POST 404 302 302 302 302 302 404 404 404 404 404 404 log
network:covenant_document       GET  404 200 200 200 200 200 404 404 404 404 404 404 log
network:covenant_document       POST 405 405 405 405 405 405 405 405 405 405 405 405 log
network:import                  GET  403 200 200 200 200 200 403 403 403 200 403 200 log
network:import                  POST 403 200 200 200 200 200 403 403 403 200 403 200 log
network:import_check            GET  403 302 302 302 302 302 403 403 403 302 403 302 log
network:import_check            POST 403 302 302 302 302 302 403 403 403 302 403 302 log
network:export                  GET  403 200 200 200 200 200 403 403 403 200 403 200 log
network:export                  POST 405 405 405 405 405 405 405 405 405 405 405 405 log

outbox:list                     GET  200 200 200 200 200 200 200 200 200 200 200 200 log
outbox:list                     POST 405 405 405 405 405 405 405 405 405 405 405 405 log
outbox:retry                    GET  405 405 405 405 405 405 405 405 405 405 405 405 log
outbox:retry                    POST 404 302 404 404 404 404 404 404 404 404 404 404 log

audit:log                       GET  403 403 403 403 403 403 403 200 403 403 403 403 log
audit:log                       POST 405 405 405 405 405 405 405 405 405 405 405 405 log
workspace:people                GET  403 403 403 403 403 403 403 403 200 403 403 403 log
workspace:people                POST 405 405 405 405 405 405 405 405 405 405 405 405 log
components                      GET  403 403 403 403 403 403 403 403 200 403 403 403 log
components                      POST 405 405 405 405 405 405 405 405 405 405 405 405 log

accounts:language               GET  405 405 405 405 405 405 405 405 405 405 405 405 405
accounts:language               POST 302 302 302 302 302 302 302 302 302 302 302 302 302
accounts:demo_login             GET  405 405 405 405 405 405 405 405 405 405 405 405 405
accounts:demo_login             POST 404 404 404 404 404 404 404 404 404 404 404 404 404
accounts:draft_save             GET  405 405 405 405 405 405 405 405 405 405 405 405 log
accounts:draft_save             POST 200 200 200 200 200 200 200 200 200 200 200 200 log
accounts:draft_drop             GET  405 405 405 405 405 405 405 405 405 405 405 405 log
accounts:draft_drop             POST 302 302 302 302 302 302 302 302 302 302 302 302 log
accounts:still_here             GET  405 405 405 405 405 405 405 405 405 405 405 405 log
accounts:still_here             POST 204 204 204 204 204 204 204 204 204 204 204 204 log
healthz                         GET  200 200 200 200 200 200 200 200 200 200 200 200 200
healthz                         POST 405 405 405 405 405 405 405 405 405 405 405 405 405
readyz                          GET  200 200 200 200 200 200 200 200 200 200 200 200 200
readyz                          POST 405 405 405 405 405 405 405 405 405 405 405 405 405
"""


def read_tables():
    """{(page, method): {person: status}}"""
    table = {}
    rows = COLOURS + PRIVACY_TABLE + VOICES_TABLE + MOMENTS_TABLE + CLOCK_TABLE
    rows += REPORTS_TABLE
    for line in (TABLE.strip() + "\n" + rows).splitlines()[1:]:
        if line:
            page, method, *answers = line.split()
            table[page, method] = dict(zip(PEOPLE, answers, strict=True))
    for line in LOGIN_TABLE.strip().splitlines():
        page, *rest = line.split()
        for method, known, unknown in (rest[:3], rest[3:]):
            answers = dict.fromkeys(PEOPLE, known)
            table[page, method] = answers | {"anonymous": unknown}
    return table


ACCESS = read_tables()

__all__ = ["ACCESS", "form_for"]
