PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "crm_accounts" (
    "id" TEXT NOT NULL CONSTRAINT "PK_crm_accounts" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "name_match" TEXT NULL,
    "owner" TEXT NULL,
    "industry" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "external_system" TEXT NULL,
    "external_key" TEXT NULL,
    "json" TEXT NOT NULL
);
INSERT INTO crm_accounts VALUES('0712F008-B6FA-8BB6-A9E4-5B41B2660FA2','珩泽家居（集团）有限公司','珩泽家居','wang.fang','furniture','2026-09-15 02:17:00',1,NULL,NULL,'{"schemaVersion":1,"id":"0712f008-b6fa-8bb6-a9e4-5b41b2660fa2","version":1,"eventCount":1,"name":"珩泽家居（集团）有限公司","owner":"wang.fang","industry":"furniture","createdAt":"2026-09-15T02:17:00+00:00"}');
CREATE TABLE IF NOT EXISTS "crm_contacts" (
    "id" TEXT NOT NULL CONSTRAINT "PK_crm_contacts" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "account_id" TEXT NULL,
    "email" TEXT NULL,
    "email_match" TEXT NULL,
    "phone_match" TEXT NULL,
    "owner" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "external_system" TEXT NULL,
    "external_key" TEXT NULL,
    "json" TEXT NOT NULL
);
INSERT INTO crm_contacts VALUES('D71E0AEC-1847-87CF-BBE2-FB03BBE4AAEC','谢红霞','0712F008-B6FA-8BB6-A9E4-5B41B2660FA2',NULL,NULL,'+8615402009875','wang.fang','2026-09-15 02:17:00',1,NULL,NULL,'{"schemaVersion":1,"id":"d71e0aec-1847-87cf-bbe2-fb03bbe4aaec","version":1,"eventCount":1,"name":{"full":"谢红霞","given":"红霞","family":"谢"},"account":"0712f008-b6fa-8bb6-a9e4-5b41b2660fa2","title":"运营经理","phone":{"entered":"+8615402009875","e164":"+8615402009875"},"owner":"wang.fang","createdAt":"2026-09-15T02:17:00+00:00"}');
CREATE TABLE IF NOT EXISTS "crm_leads" (
    "id" TEXT NOT NULL CONSTRAINT "PK_crm_leads" PRIMARY KEY,
    "status" TEXT NOT NULL,
    "owner" TEXT NULL,
    "pool" TEXT NULL,
    "source_kind" TEXT NOT NULL,
    "campaign" TEXT NULL,
    "name" TEXT NULL,
    "company" TEXT NULL,
    "company_match" TEXT NULL,
    "email" TEXT NULL,
    "email_match" TEXT NULL,
    "phone_match" TEXT NULL,
    "captured_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "custody_since" TEXT NOT NULL,
    "recycle_at" TEXT NULL,
    "remind_at" TEXT NULL,
    "wake_at" TEXT NULL,
    "next_step_at" TEXT NULL,
    "is_locked" INTEGER NOT NULL,
    "is_unprotected" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "external_system" TEXT NULL,
    "external_key" TEXT NULL,
    "json" TEXT NOT NULL
);
INSERT INTO crm_leads VALUES('01A1FA1D-8100-7597-B40F-0E0B46DCE721','Working','tom.baker',NULL,'PhoneConsultation',NULL,'Miriam Terwey','Hagenwieser Logistik GmbH','hagenwieser logistik','m.terwey@hagenwieser.example','m.terwey@hagenwieser.example',NULL,'2026-09-01 12:12:00','2026-09-22 08:59:00','2026-09-04 13:40:00','2026-10-06 08:59:00','2026-10-03 08:59:00',NULL,NULL,0,0,3,'sample','L-0002','{"schemaVersion":1,"id":"01a1fa1d-8100-7597-b40f-0e0b46dce721","version":3,"eventCount":6,"status":"Working","details":{"name":{"full":"Miriam Terwey"},"company":"Hagenwieser Logistik GmbH","email":"m.terwey@hagenwieser.example","industry":"logistics","description":"We report from spreadsheets today and would like a dashboard demo."},"source":{"kind":"PhoneConsultation"},"custody":{"owner":"tom.baker"},"custodySince":"2026-09-04T13:40:00+00:00","capturedAt":"2026-09-01T14:12:00+02:00","changedAt":"2026-09-22T10:59:00+02:00","followUps":[{"at":"2026-09-04T15:45:00+02:00","by":"tom.baker","kind":"Email","outcome":"NoAnswer","note":"Out of office until Friday","nextStep":"Write again after the absence","nextStepDue":"2026-09-07T00:00:00+00:00"},{"at":"2026-09-11T10:54:00+02:00","by":"tom.baker","kind":"Email","outcome":"Reached","note":"Has talked about manual reports for a while, wants to read first","nextStep":"Call back on Tuesday"},{"at":"2026-09-22T10:59:00+02:00","by":"tom.baker","kind":"Meeting","outcome":"Continuation","note":"Pleasant, no concrete action, keeps saying let''s see","nextStep":"Reach purchasing"}],"externalKey":{"system":"sample","key":"L-0002"},"holdings":[{"owner":"tom.baker","from":"2026-09-04T13:40:00+00:00"}],"enteredPoolAt":"2026-09-01T14:12:00+02:00","protection":{"pool":"default","since":"2026-09-04T13:40:00+00:00","recycleAt":"2026-10-06T10:59:00+02:00","extensionDays":14,"latest":"2026-12-03T13:40:00+00:00","remindDays":3},"customFields":{"language":"en"}}');
INSERT INTO crm_leads VALUES('01A1FA1D-8100-7B9C-84E3-30AA91E56F83','Converted','wang.fang',NULL,'ColdOutreach',NULL,'谢红霞','珩泽家居（集团）有限公司','珩泽家居',NULL,NULL,'+8615402009875','2026-09-04 06:14:00','2026-09-15 02:17:00','2026-09-07 01:06:00',NULL,NULL,NULL,NULL,0,0,4,'sample','L-0011','{"schemaVersion":1,"id":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","version":4,"eventCount":10,"status":"Converted","details":{"name":{"full":"谢红霞","given":"红霞","family":"谢"},"company":"珩泽家居（集团）有限公司","title":"运营经理","phone":{"entered":"+8615402009875","e164":"+8615402009875"},"industry":"furniture"},"source":{"kind":"ColdOutreach"},"custody":{"owner":"wang.fang"},"custodySince":"2026-09-07T01:06:00+00:00","capturedAt":"2026-09-04T14:14:00+08:00","changedAt":"2026-09-15T02:17:00+00:00","followUps":[{"at":"2026-09-07T09:11:00+08:00","by":"wang.fang","kind":"Message","outcome":"NoAnswer","note":"加了微信，还没通过","nextStep":"改打电话","nextStepDue":"2026-09-14T00:00:00+00:00"},{"at":"2026-09-09T17:21:00+08:00","by":"wang.fang","kind":"Meeting","outcome":"Interested","note":"第一次见面；库容不足是今年重点","nextStep":"准备问题清单","nextStepDue":"2026-09-14T00:00:00+00:00"},{"at":"2026-09-10T09:28:00+08:00","by":"wang.fang","kind":"Meeting","outcome":"MeetingAgreed","note":"需求清单过到第8条，约周三继续","nextStep":"续会","nextStepDue":"2026-09-21T00:00:00+00:00"},{"at":"2026-09-14T14:09:00+08:00","by":"wang.fang","kind":"Demo","outcome":"Interested","note":"用客户的数据演示，库容不足那一段反响最好","nextStep":"发演示录屏"}],"discovery":{"notes":[{"type":"need","layer":"Implied","statement":"外租库来回短驳","quote":"每天5趟短驳，一半时间在路上。","at":"2026-09-10T09:33:00+08:00","saidBy":"供应链总监"},{"type":"need","layer":"Explicit","statement":"现有面积多放200个托盘位","quote":"不租新库，再挤出200个托盘位，能做吗？我们就要这个。","at":"2026-09-10T09:42:00+08:00","saidBy":"谢红霞"},{"type":"answer","element":"budget","level":"Weak","statement":"上限 EUR 26,700","at":"2026-09-14T14:19:00+08:00","saidBy":"谢红霞"},{"type":"answer","element":"timing","level":"Confirmed","statement":"希望2027年2月投用","at":"2026-09-14T14:21:00+08:00","saidBy":"谢红霞"},{"type":"answer","element":"authority","level":"Confirmed","statement":"最终由现场负责人签字，运营经理推荐","at":"2026-09-14T14:24:00+08:00","saidBy":"谢红霞"}]},"conversion":{"requestKey":"demo","account":"0712f008-b6fa-8bb6-a9e4-5b41b2660fa2","contact":"d71e0aec-1847-87cf-bbe2-fb03bbe4aaec","opportunity":"3f783f44-488d-881f-bd1f-9b721044e0a7","at":"2026-09-15T02:17:00+00:00","by":"wang.fang"},"externalKey":{"system":"sample","key":"L-0011"},"holdings":[{"owner":"wang.fang","from":"2026-09-07T01:06:00+00:00"}],"enteredPoolAt":"2026-09-04T14:14:00+08:00","protection":{"pool":"default","since":"2026-09-07T01:06:00+00:00","recycleAt":"2026-10-07T01:06:00+00:00","extensionDays":14,"latest":"2026-12-06T01:06:00+00:00","remindDays":3},"customFields":{"employees":"450","language":"zh"}}');
INSERT INTO crm_leads VALUES('01A1FA1D-8100-703C-B5DE-2F7DF17D9F8B','New',NULL,'default','Web','wp-picking','Ralf Mönkebach','Luderleben Lebensmittel GmbH','luderleben lebensmittel','ralfm@luderleben.example','ralfm@luderleben.example','+496990009357','2026-09-18 10:01:09','2026-09-18 10:01:09','2026-09-18 10:01:09',NULL,NULL,NULL,NULL,0,0,1,'sample','L-0072','{"schemaVersion":1,"id":"01a1fa1d-8100-703c-b5de-2f7df17d9f8b","version":1,"eventCount":1,"status":"New","details":{"name":{"full":"Ralf Mönkebach","given":"Ralf","family":"Mönkebach"},"company":"Luderleben Lebensmittel GmbH","email":"ralfm@luderleben.example","phone":{"entered":"+49 69 90009357","e164":"+496990009357"},"industry":"food"},"source":{"kind":"Web","detail":"white paper","campaign":"wp-picking"},"custody":{"pool":"default"},"custodySince":"2026-09-18T12:01:09+02:00","capturedAt":"2026-09-18T12:01:09+02:00","changedAt":"2026-09-18T12:01:09+02:00","externalKey":{"system":"sample","key":"L-0072"},"enteredPoolAt":"2026-09-18T12:01:09+02:00","customFields":{"language":"en"}}');
CREATE TABLE IF NOT EXISTS "crm_opportunities" (
    "id" TEXT NOT NULL CONSTRAINT "PK_crm_opportunities" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "pipeline" TEXT NOT NULL,
    "pipeline_version" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "stage_kind" TEXT NOT NULL,
    "owner" TEXT NULL,
    "account_id" TEXT NULL,
    "contact_id" TEXT NULL,
    "amount" REAL NULL,
    "currency" TEXT NULL,
    "close_date" TEXT NULL,
    "probability" REAL NOT NULL,
    "source_lead_id" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "stage_entered_at" TEXT NOT NULL,
    "changed_at" TEXT NOT NULL,
    "closed_at" TEXT NULL,
    "close_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    "external_system" TEXT NULL,
    "external_key" TEXT NULL,
    "json" TEXT NOT NULL
);
INSERT INTO crm_opportunities VALUES('3F783F44-488D-881F-BD1F-9B721044E0A7','珩泽家居（集团）有限公司','solution-sale',1,'invalid','Invalid','wang.fang','0712F008-B6FA-8BB6-A9E4-5B41B2660FA2','D71E0AEC-1847-87CF-BBE2-FB03BBE4AAEC',23800.0,'EUR','2026-11-19',0.0,'01A1FA1D-8100-7B9C-84E3-30AA91E56F83','2026-09-15 02:17:00','2026-09-17 07:04:00','2026-09-17 07:04:00','2026-09-17 07:04:00','wrong-company',4,NULL,NULL,'{"schemaVersion":1,"id":"3f783f44-488d-881f-bd1f-9b721044e0a7","version":4,"eventCount":5,"name":"珩泽家居（集团）有限公司","pipeline":{"key":"solution-sale","version":1},"stage":"invalid","stageKind":"Invalid","account":"0712f008-b6fa-8bb6-a9e4-5b41b2660fa2","contact":"d71e0aec-1847-87cf-bbe2-fb03bbe4aaec","owner":"wang.fang","amount":{"amount":23800,"currency":"EUR"},"closeDate":"2026-11-19","probability":0,"isProbabilityManual":false,"sourceLead":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","source":{"kind":"ColdOutreach"},"createdAt":"2026-09-15T02:17:00+00:00","stageEnteredAt":"2026-09-17T15:04:00+08:00","changedAt":"2026-09-17T15:04:00+08:00","closing":{"kind":"Invalid","at":"2026-09-17T15:04:00+08:00","lastOpenStage":"quotation","reason":"wrong-company"},"discovery":{"notes":[{"type":"need","layer":"Implied","statement":"外租库来回短驳","quote":"每天5趟短驳，一半时间在路上。","at":"2026-09-10T09:33:00+08:00","saidBy":"供应链总监"},{"type":"need","layer":"Explicit","statement":"现有面积多放200个托盘位","quote":"不租新库，再挤出200个托盘位，能做吗？我们就要这个。","at":"2026-09-10T09:42:00+08:00","saidBy":"谢红霞"},{"type":"answer","element":"budget","level":"Weak","statement":"上限 EUR 26,700","at":"2026-09-14T14:19:00+08:00","saidBy":"谢红霞"},{"type":"answer","element":"timing","level":"Confirmed","statement":"希望2027年2月投用","at":"2026-09-14T14:21:00+08:00","saidBy":"谢红霞"},{"type":"answer","element":"authority","level":"Confirmed","statement":"最终由现场负责人签字，运营经理推荐","at":"2026-09-14T14:24:00+08:00","saidBy":"谢红霞"}]},"history":[{"kind":"Created","at":"2026-09-15T02:17:00+00:00","by":"wang.fang","to":"inquiry","duration":"00:00:00","probability":0.2,"owner":"wang.fang","category":"Pipeline"},{"kind":"AmountChanged","at":"2026-09-15T10:18:00+08:00","by":"wang.fang","from":"inquiry","to":"inquiry","duration":"00:00:00","amount":{"amount":23800,"currency":"EUR"},"probability":0.2,"owner":"wang.fang","category":"Pipeline"},{"kind":"CloseDateChanged","at":"2026-09-15T10:18:00+08:00","by":"wang.fang","from":"inquiry","to":"inquiry","duration":"00:00:00","amount":{"amount":23800,"currency":"EUR"},"probability":0.2,"closeDate":"2026-11-19","owner":"wang.fang","category":"Pipeline"},{"kind":"Moved","at":"2026-09-16T10:45:00+08:00","by":"wang.fang","from":"inquiry","to":"quotation","move":"Next","duration":"1.00:28:00","amount":{"amount":23800,"currency":"EUR"},"probability":0.4,"closeDate":"2026-11-19","owner":"wang.fang","category":"BestCase"},{"kind":"Moved","at":"2026-09-17T15:04:00+08:00","by":"wang.fang","from":"quotation","to":"invalid","move":"Close","reason":"wrong-company","duration":"1.04:19:00","amount":{"amount":23800,"currency":"EUR"},"probability":0,"closeDate":"2026-11-19","owner":"wang.fang","category":"Omitted"}],"customFields":{"employees":"450","language":"zh"}}');
CREATE TABLE IF NOT EXISTS "crm_outbox" (
    "position" INTEGER NOT NULL CONSTRAINT "PK_crm_outbox" PRIMARY KEY AUTOINCREMENT,
    "aggregate_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "payload" TEXT NOT NULL
);
INSERT INTO crm_outbox VALUES(699,'01A1FA1D-8100-7597-B40F-0E0B46DCE721',1,'2026-09-01 12:12:00','{"type":"lead.captured","source":{"kind":"PhoneConsultation"},"custody":{"pool":"default"},"lead":"01a1fa1d-8100-7597-b40f-0e0b46dce721","sequence":1,"at":"2026-09-01T14:12:00+02:00"}');
INSERT INTO crm_outbox VALUES(708,'01A1FA1D-8100-7B9C-84E3-30AA91E56F83',1,'2026-09-04 06:14:00','{"type":"lead.captured","source":{"kind":"ColdOutreach"},"custody":{"pool":"default"},"lead":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","sequence":1,"at":"2026-09-04T14:14:00+08:00"}');
INSERT INTO crm_outbox VALUES(767,'01A1FA1D-8100-703C-B5DE-2F7DF17D9F8B',1,'2026-09-18 10:01:09','{"type":"lead.captured","source":{"kind":"Web","detail":"white paper","campaign":"wp-picking"},"custody":{"pool":"default"},"lead":"01a1fa1d-8100-703c-b5de-2f7df17d9f8b","sequence":1,"at":"2026-09-18T12:01:09+02:00"}');
INSERT INTO crm_outbox VALUES(993,'01A1FA1D-8100-7597-B40F-0E0B46DCE721',2,'2026-09-04 13:40:00','{"type":"lead.custody-changed","from":{"pool":"default"},"to":{"owner":"tom.baker"},"reason":"claimed","lead":"01a1fa1d-8100-7597-b40f-0e0b46dce721","sequence":2,"at":"2026-09-04T13:40:00+00:00","by":"tom.baker"}');
INSERT INTO crm_outbox VALUES(995,'01A1FA1D-8100-7B9C-84E3-30AA91E56F83',2,'2026-09-07 01:06:00','{"type":"lead.custody-changed","from":{"pool":"default"},"to":{"owner":"wang.fang"},"reason":"claimed","lead":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","sequence":2,"at":"2026-09-07T01:06:00+00:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(1184,'01A1FA1D-8100-7597-B40F-0E0B46DCE721',3,'2026-09-04 13:45:00','{"type":"lead.followed-up","kind":"Email","outcome":"NoAnswer","lead":"01a1fa1d-8100-7597-b40f-0e0b46dce721","sequence":3,"at":"2026-09-04T15:45:00+02:00","by":"tom.baker"}');
INSERT INTO crm_outbox VALUES(1185,'01A1FA1D-8100-7597-B40F-0E0B46DCE721',4,'2026-09-04 13:45:00','{"type":"lead.status-changed","from":"New","to":"Working","lead":"01a1fa1d-8100-7597-b40f-0e0b46dce721","sequence":4,"at":"2026-09-04T15:45:00+02:00","by":"tom.baker"}');
INSERT INTO crm_outbox VALUES(1186,'01A1FA1D-8100-7597-B40F-0E0B46DCE721',5,'2026-09-11 08:54:00','{"type":"lead.followed-up","kind":"Email","outcome":"Reached","lead":"01a1fa1d-8100-7597-b40f-0e0b46dce721","sequence":5,"at":"2026-09-11T10:54:00+02:00","by":"tom.baker"}');
INSERT INTO crm_outbox VALUES(1187,'01A1FA1D-8100-7597-B40F-0E0B46DCE721',6,'2026-09-22 08:59:00','{"type":"lead.followed-up","kind":"Meeting","outcome":"Continuation","lead":"01a1fa1d-8100-7597-b40f-0e0b46dce721","sequence":6,"at":"2026-09-22T10:59:00+02:00","by":"tom.baker"}');
INSERT INTO crm_outbox VALUES(1191,'01A1FA1D-8100-7B9C-84E3-30AA91E56F83',3,'2026-09-07 01:11:00','{"type":"lead.followed-up","kind":"Message","outcome":"NoAnswer","lead":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","sequence":3,"at":"2026-09-07T09:11:00+08:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(1192,'01A1FA1D-8100-7B9C-84E3-30AA91E56F83',4,'2026-09-07 01:11:00','{"type":"lead.status-changed","from":"New","to":"Working","lead":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","sequence":4,"at":"2026-09-07T09:11:00+08:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(1193,'01A1FA1D-8100-7B9C-84E3-30AA91E56F83',5,'2026-09-09 09:21:00','{"type":"lead.followed-up","kind":"Meeting","outcome":"Interested","lead":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","sequence":5,"at":"2026-09-09T17:21:00+08:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(1194,'01A1FA1D-8100-7B9C-84E3-30AA91E56F83',6,'2026-09-10 01:28:00','{"type":"lead.followed-up","kind":"Meeting","outcome":"MeetingAgreed","lead":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","sequence":6,"at":"2026-09-10T09:28:00+08:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(1195,'01A1FA1D-8100-7B9C-84E3-30AA91E56F83',7,'2026-09-14 06:09:00','{"type":"lead.followed-up","kind":"Demo","outcome":"Interested","lead":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","sequence":7,"at":"2026-09-14T14:09:00+08:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(1856,'3F783F44-488D-881F-BD1F-9B721044E0A7',1,'2026-09-15 02:17:00','{"type":"opportunity.created","stage":"inquiry","sourceLead":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","opportunity":"3f783f44-488d-881f-bd1f-9b721044e0a7","sequence":1,"at":"2026-09-15T02:17:00+00:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(1857,'01A1FA1D-8100-7B9C-84E3-30AA91E56F83',8,'2026-09-15 02:17:00','{"type":"lead.status-changed","from":"Working","to":"Qualified","lead":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","sequence":8,"at":"2026-09-15T02:17:00+00:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(1858,'01A1FA1D-8100-7B9C-84E3-30AA91E56F83',9,'2026-09-15 02:17:00','{"type":"lead.status-changed","from":"Qualified","to":"Converted","lead":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","sequence":9,"at":"2026-09-15T02:17:00+00:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(1859,'01A1FA1D-8100-7B9C-84E3-30AA91E56F83',10,'2026-09-15 02:17:00','{"type":"lead.converted","conversion":{"requestKey":"demo","account":"0712f008-b6fa-8bb6-a9e4-5b41b2660fa2","contact":"d71e0aec-1847-87cf-bbe2-fb03bbe4aaec","opportunity":"3f783f44-488d-881f-bd1f-9b721044e0a7","at":"2026-09-15T02:17:00+00:00","by":"wang.fang"},"lead":"01a1fa1d-8100-7b9c-84e3-30aa91e56f83","sequence":10,"at":"2026-09-15T02:17:00+00:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(2269,'3F783F44-488D-881F-BD1F-9B721044E0A7',2,'2026-09-15 02:18:00','{"type":"opportunity.changed","kind":"AmountChanged","opportunity":"3f783f44-488d-881f-bd1f-9b721044e0a7","sequence":2,"at":"2026-09-15T10:18:00+08:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(2270,'3F783F44-488D-881F-BD1F-9B721044E0A7',3,'2026-09-15 02:18:00','{"type":"opportunity.changed","kind":"CloseDateChanged","opportunity":"3f783f44-488d-881f-bd1f-9b721044e0a7","sequence":3,"at":"2026-09-15T10:18:00+08:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(2273,'3F783F44-488D-881F-BD1F-9B721044E0A7',4,'2026-09-16 02:45:00','{"type":"opportunity.moved","from":"inquiry","to":"quotation","move":"Next","opportunity":"3f783f44-488d-881f-bd1f-9b721044e0a7","sequence":4,"at":"2026-09-16T10:45:00+08:00","by":"wang.fang"}');
INSERT INTO crm_outbox VALUES(2275,'3F783F44-488D-881F-BD1F-9B721044E0A7',5,'2026-09-17 07:04:00','{"type":"opportunity.closed","from":"quotation","to":"invalid","closing":{"kind":"Invalid","at":"2026-09-17T15:04:00+08:00","lastOpenStage":"quotation","reason":"wrong-company"},"amount":{"amount":23800,"currency":"EUR"},"opportunity":"3f783f44-488d-881f-bd1f-9b721044e0a7","sequence":5,"at":"2026-09-17T15:04:00+08:00","by":"wang.fang"}');
CREATE TABLE IF NOT EXISTS "crm_owner_ledgers" (
    "id" TEXT NOT NULL CONSTRAINT "PK_crm_owner_ledgers" PRIMARY KEY,
    "user" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "external_system" TEXT NULL,
    "external_key" TEXT NULL,
    "json" TEXT NOT NULL
);
INSERT INTO crm_owner_ledgers VALUES('65450E0C-FAC3-89A3-8BA5-0670F44B1507','tom.baker',27,NULL,NULL,'{"schemaVersion":1,"user":"tom.baker","version":27,"claims":[{"pool":"default","date":"2026-09-10","count":1},{"pool":"default","date":"2026-09-14","count":2},{"pool":"default","date":"2026-09-17","count":1},{"pool":"default","date":"2026-09-18","count":1},{"pool":"default","date":"2026-09-22","count":2},{"pool":"default","date":"2026-09-23","count":1},{"pool":"default","date":"2026-09-28","count":1},{"pool":"default","date":"2026-09-30","count":2},{"pool":"default","date":"2026-10-12","count":1},{"pool":"default","date":"2026-10-15","count":1},{"pool":"default","date":"2026-10-19","count":1},{"pool":"default","date":"2026-10-22","count":2},{"pool":"default","date":"2026-10-23","count":1},{"pool":"default","date":"2026-10-27","count":2},{"pool":"default","date":"2026-11-03","count":1},{"pool":"default","date":"2026-11-09","count":1},{"pool":"default","date":"2026-11-10","count":1},{"pool":"default","date":"2026-11-11","count":1}],"assigned":[{"date":"2026-09-10","count":1},{"date":"2026-09-14","count":2},{"date":"2026-09-17","count":1},{"date":"2026-09-18","count":1},{"date":"2026-09-22","count":2},{"date":"2026-09-23","count":1},{"date":"2026-09-28","count":1},{"date":"2026-09-30","count":2},{"date":"2026-10-12","count":1},{"date":"2026-10-15","count":1},{"date":"2026-10-19","count":1},{"date":"2026-10-22","count":2},{"date":"2026-10-23","count":1},{"date":"2026-10-27","count":2},{"date":"2026-11-03","count":1},{"date":"2026-11-09","count":1},{"date":"2026-11-10","count":1},{"date":"2026-11-11","count":1}]}');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('crm_outbox',2549);
CREATE UNIQUE INDEX "IX_crm_accounts_external_system_external_key" ON "crm_accounts" ("external_system", "external_key");
CREATE INDEX "IX_crm_accounts_name_match" ON "crm_accounts" ("name_match");
CREATE INDEX "IX_crm_accounts_owner" ON "crm_accounts" ("owner");
CREATE INDEX "IX_crm_contacts_account_id" ON "crm_contacts" ("account_id");
CREATE INDEX "IX_crm_contacts_email_match" ON "crm_contacts" ("email_match");
CREATE UNIQUE INDEX "IX_crm_contacts_external_system_external_key" ON "crm_contacts" ("external_system", "external_key");
CREATE INDEX "IX_crm_contacts_phone_match" ON "crm_contacts" ("phone_match");
CREATE INDEX "IX_crm_leads_captured_at" ON "crm_leads" ("captured_at");
CREATE INDEX "IX_crm_leads_company_match" ON "crm_leads" ("company_match");
CREATE INDEX "IX_crm_leads_email_match" ON "crm_leads" ("email_match");
CREATE UNIQUE INDEX "IX_crm_leads_external_system_external_key" ON "crm_leads" ("external_system", "external_key");
CREATE INDEX "IX_crm_leads_is_unprotected_id" ON "crm_leads" ("is_unprotected", "id");
CREATE INDEX "IX_crm_leads_next_step_at_id" ON "crm_leads" ("next_step_at", "id");
CREATE INDEX "IX_crm_leads_owner_id" ON "crm_leads" ("owner", "id");
CREATE INDEX "IX_crm_leads_owner_status_is_locked" ON "crm_leads" ("owner", "status", "is_locked");
CREATE INDEX "IX_crm_leads_phone_match" ON "crm_leads" ("phone_match");
CREATE INDEX "IX_crm_leads_pool_id" ON "crm_leads" ("pool", "id");
CREATE INDEX "IX_crm_leads_recycle_at_id" ON "crm_leads" ("recycle_at", "id");
CREATE INDEX "IX_crm_leads_remind_at_id" ON "crm_leads" ("remind_at", "id");
CREATE INDEX "IX_crm_leads_status_id" ON "crm_leads" ("status", "id");
CREATE INDEX "IX_crm_leads_wake_at_id" ON "crm_leads" ("wake_at", "id");
CREATE INDEX "IX_crm_opportunities_account_id" ON "crm_opportunities" ("account_id");
CREATE INDEX "IX_crm_opportunities_close_date" ON "crm_opportunities" ("close_date");
CREATE INDEX "IX_crm_opportunities_closed_at" ON "crm_opportunities" ("closed_at");
CREATE UNIQUE INDEX "IX_crm_opportunities_external_system_external_key" ON "crm_opportunities" ("external_system", "external_key");
CREATE INDEX "IX_crm_opportunities_owner_id" ON "crm_opportunities" ("owner", "id");
CREATE INDEX "IX_crm_opportunities_source_lead_id" ON "crm_opportunities" ("source_lead_id");
CREATE INDEX "IX_crm_opportunities_stage_id" ON "crm_opportunities" ("stage", "id");
CREATE INDEX "IX_crm_opportunities_stage_kind_id" ON "crm_opportunities" ("stage_kind", "id");
CREATE UNIQUE INDEX "IX_crm_outbox_aggregate_id_sequence" ON "crm_outbox" ("aggregate_id", "sequence");
CREATE UNIQUE INDEX "IX_crm_owner_ledgers_external_system_external_key" ON "crm_owner_ledgers" ("external_system", "external_key");
COMMIT;
PRAGMA user_version = 2;
