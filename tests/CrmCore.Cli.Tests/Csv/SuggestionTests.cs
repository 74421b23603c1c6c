using CrmCore.Cli.Csv;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Tests.Csv;

public sealed class SuggestionTests
{
    private static readonly PipelineStage[] Stages =
    [
        new("consultation", StageKind.Open, ["Product consultation", "产品咨询"]), new("quotation", StageKind.Open, ["Quotation", "报价"]),
        new("evaluation", StageKind.Open, ["Solution evaluation", "方案评估"]), new("won", StageKind.Won, ["Won", "赢单"]),
        new("lost", StageKind.Lost, ["Lost", "输单"]), new("invalid", StageKind.Invalid, ["Invalid", "无效"]),
    ];

    private static readonly TargetPipeline Sale = new("sale", ["Solution sale", "解决方案销售"], Stages);

    private static readonly TargetPipeline Enterprise = new("enterprise", ["Enterprise sale", "大客户销售"],
    [
        new("proposal", StageKind.Open, ["Proposal", "提案报价"]), new("negotiation", StageKind.Open, ["Negotiation", "商务谈判"]),
        new("won", StageKind.Won, ["Won", "赢单"]), new("lost", StageKind.Lost, ["Lost", "输单"]),
    ]);

    [Theory]
    [InlineData("Lead ID=key|First Name=givenName|Last Name=familyName|Title=title|Company / Account=company|Email=email|Phone=phone|Mobile=mobile|Lead Source=source|Lead Status=status|Lead Owner=owner|Create Date=created|Street=custom|City=city|Country=country|Industry=industry")]
    [InlineData("Record ID=key|First Name=givenName|Last Name=familyName|Email=email|Phone Number=phone|Contact owner=owner|Lead Status=status|Create Date=created|Company name=company|Job Title=title|Original Source=source|Original Source Drill-Down 1=sourceDetail|Lifecycle Stage=custom|City=city|Country/Region=country")]
    [InlineData("(Do Not Modify) Lead=key|(Do Not Modify) Row Checksum=custom|Name=name|Topic=custom|Status Reason=status|Created On=created|Company Name=company|Email Address=email|Business Phone=phone|Mobile Phone=mobile|Owner=owner")]
    [InlineData("Record Id=key|Lead Owner=owner|Company=company|First Name=givenName|Last Name=familyName|E-mail=email|Lead Source=source|Lead Status=status|Annual Revenue=custom|Created Time=created|Description=description")]
    [InlineData("External ID=key|Contact Name=name|Company Name=company|Email=email|Salesperson=owner|Sales Team=custom|Campaign=campaign|Medium=sourceDetail|Source=source|Lost Reason=disqualifiedReason|Notes=description")]
    [InlineData("线索编号=key|姓名=name|公司=company|职务=title|手机=mobile|电话=phone|邮件=email|来源=source|市场活动名称=campaign|线索池=pool|负责人=owner|状态=status|创建时间=created|备注=description|无效原因=disqualifiedReason|预算（万元）=custom")]
    [InlineData("公司名称=company|姓名=name|手机=mobile|销售线索来源=source|销售线索所有人=owner|跟进状态=status|创建日期=created|省份=custom|城市=city")]
    [InlineData("LEAD_ID=key|first_name=givenName|ＥＭＡＩＬ=email|LeadSource=source|Created*=created")]
    public void Lead_columns_are_recognised(string expected) => AssertColumns(expected, ImportTarget.Leads);

    [Theory]
    [InlineData("Opportunity ID=key|Opportunity Name=name|Account Name=account|Stage=stage|Fiscal Period=custom|Amount=amount|Expected Revenue=custom|Probability (%)=probability|Close Date=expectedClose|Created Date=created|Lead Source=source|Type=custom|Opportunity Owner=owner|Last Stage Change Date=stageEntered")]
    [InlineData("Record ID=key|Deal Name=name|Deal Stage=stage|Close Date=expectedClose|Deal owner=owner|Amount=amount|Pipeline=pipeline|Create Date=created|Closed Lost Reason=reason|Deal probability=probability|Currency=currency|Associated Company=account")]
    [InlineData("(Do Not Modify) Opportunity=key|Topic=name|Account=account|Contact=contact|Est. Close Date=expectedClose|Est. Revenue=amount|Probability=probability|Status=outcome|Pipeline Phase=stage|Actual Close Date=closed|Owner=owner|Currency=currency")]
    [InlineData("Opportunity=name|Customer=account|Contact Name=contact|Email=email|Salesperson=owner|Expected Revenue=amount|Stage=stage|Probability=probability|Expected Closing=expectedClose|Created on=created|Lost Reason=reason")]
    [InlineData("Record Id=key|Deal Owner=owner|Amount=amount|Deal Name=name|Closing Date=expectedClose|Account Name=account|Stage=stage|Probability (%)=probability|Contact Name=contact|Reason For Loss=reason|Competitor=competitor")]
    [InlineData("商机编号=key|商机名称=name|客户名称=account|商机金额(元)=amount|预计成交日期=expectedClose|销售流程=pipeline|商机阶段=stage|赢率(%)=probability|负责人=owner|创建时间=created|阶段变更时间=stageEntered|输单原因=reason|竞争对手=competitor|产品=product")]
    [InlineData("商机编号=key|管道=pipeline|阶段=stage")]
    [InlineData("Deal ID=key|Sales process=pipeline|Stage=stage")]
    [InlineData("Deal ID=key|Deal - Pipeline=pipeline|Pipeline stage=stage")]
    [InlineData("销售机会名称=name|客户=account|销售金额=amount|结单日期=expectedClose|销售阶段=stage|赢率=probability|销售机会所有人=owner|币种=currency")]
    public void Opportunity_columns_are_recognised(string expected) => AssertColumns(expected, ImportTarget.Opportunities([Sale]));

    [Fact]
    public void A_file_of_won_and_lost_deals_is_understood()
    {
        using TempFile temp = new("""
            opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
            A1,Moses,GTX,Cancity,Won,2016-10-20,2017-03-01,1054
            A2,Darcel,GTX,Isdom,Lost,2016-10-25,2017-03-11,0
            A3,Darcel,GTX,,Engaging,2016-11-25,,
            A4,Darcel,GTX,,Prospecting,,,
            A5,Darcel,GTX,,Limbo,,,

            """);
        CsvFile file = temp.Open();
        ColumnMap map = MapSuggester.Suggest(file.Headers, file.Sample(), ImportTarget.Opportunities([Sale]));
        Assert.Equal(["opportunity_id"], map.Key!.Columns);
        Assert.Equal(["owner", "product", "account", "stage", "created", "closed", "amount"], map.Columns.Values);
        Assert.Equal(
            new Dictionary<string, string> { ["Won"] = "won", ["Lost"] = "lost", ["Engaging"] = "consultation", ["Prospecting"] = "consultation" },
            map.Values["stage"]);
        Assert.True(RowPlan.TryCreate(file, map, ImportTarget.Opportunities([Sale]), out RowPlan? plan, out _));
        List<OpportunityRecord> records = [.. CsvImport.Opportunities(file, plan).Records(_ => { })];
        Assert.Equal(["won", "lost", "consultation", "consultation", "Limbo"], records.Select(r => r.Stage));
    }

    [Fact]
    public void A_stage_means_what_it_means_in_the_pipeline_of_its_row()
    {
        using TempFile temp = new("""
            id,pipeline,stage
            1,Solution sale,Negotiation
            2,大客户销售,Negotiation
            3,enterprise,Closed Won
            4,,Closed Won
            5,n/a,Quotation
            6,Rental,Signed
            7,Rental,Negotiation

            """);
        CsvFile file = temp.Open();
        ImportTarget target = ImportTarget.Opportunities([Sale, Enterprise]);
        ColumnMap map = MapSuggester.Suggest(file.Headers, file.Sample(), target);
        Assert.Equal(new Dictionary<string, string> { ["Solution sale"] = "sale", ["大客户销售"] = "enterprise" }, map.Values["pipeline"]);
        Assert.Equal(
            new Dictionary<string, string> { ["sale/Negotiation"] = "evaluation", ["enterprise/Negotiation"] = "negotiation", ["Closed Won"] = "won", ["Quotation"] = "quotation" },
            map.Values["stage"]);
        Assert.True(RowPlan.TryCreate(file, map, target, out RowPlan? plan, out _));
        List<CsvProblem> problems = [];
        List<OpportunityRecord> records = [.. CsvImport.Opportunities(file, plan).Records(problems.Add)];
        Assert.Equal(
            [("sale", "evaluation"), ("enterprise", "negotiation"), ("enterprise", "won"), (null, "won"), (null, "quotation")],
            records.Select(r => (r.Pipeline, r.Stage)));
        Assert.Equal([(7, 2, "Rental"), (8, 2, "Rental")], problems.Select(p => (p.Line, p.Column, p.Value)));
        Assert.All(problems, p => Assert.Equal(FaultKind.UnknownPipeline, p.Kind));
    }

    [Fact]
    public void A_column_of_pipelines_of_which_none_is_known_is_a_custom_field()
    {
        using TempFile temp = new("id,pipeline,stage\n1,Sales Pipeline,Closed Won\n2,,Closed Won\n");
        CsvFile file = temp.Open();
        Assert.Equal(["custom", "stage"], MapSuggester.Suggest(file.Headers, file.Sample(), ImportTarget.Opportunities([Sale, Enterprise])).Columns.Values);
    }

    [Fact]
    public void A_name_that_two_pipelines_have_names_none()
    {
        TargetPipeline other = Enterprise with { Key = "large", Names = ["Enterprise sale"] };
        ImportTarget target = ImportTarget.Opportunities([Sale, Enterprise, other]);
        Assert.Equal([Sale, Sale, Enterprise, null, Enterprise, null], ((string[])["sale", "SOLUTION-SALE", "大客户销售", "Enterprise sale", "enterprise", ""]).Select(target.FindPipeline));
    }

    [Fact]
    public void Values_speak_against_a_name()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 30};{(i % 2 == 0 ? "cellular" : "telephone")};{i % 3};unknown;u{i}@example.com;{(i % 4 == 0 ? "yes" : "no")}\n"));
        using TempFile temp = new("id;contact;campaign;job;how to reach;y\n" + rows);
        CsvFile file = temp.Open();
        ColumnMap map = MapSuggester.Suggest(file.Headers, file.Sample(), ImportTarget.Leads);
        Assert.True(map.Key!.IsRow);
        Assert.Equal(["custom", "custom", "custom", "title", "email", "outcome"], map.Columns.Values);
        Assert.Equal(["unknown"], map.Blank);
        Assert.Equal(new Dictionary<string, string> { ["yes"] = "won", ["no"] = "lost" }, map.Values["outcome"]);
    }

    [Theory]
    [InlineData("Closed Won", "won")]
    [InlineData("Closed - Lost", "lost")]
    [InlineData("成交", "won")]
    [InlineData("丢单", "lost")]
    [InlineData("作废", "invalid")]
    [InlineData("QUOTATION", "quotation")]
    [InlineData("产品咨询", "consultation")]
    [InlineData("Prospecting", "consultation")]
    [InlineData("Qualification", "consultation")]
    [InlineData("Proposal/Price Quote", "quotation")]
    [InlineData("Negotiation/Review", "evaluation")]
    [InlineData("商务谈判", "evaluation")]
    [InlineData("Closed", null)]
    [InlineData("Stage 3b", null)]
    [InlineData("", null)]
    public void A_stage_is_found_by_name_by_end_or_by_progress(string value, string? key) => Assert.Equal(key, StageWords.Suggest(value, Stages));

    [Fact]
    public void Without_stages_nothing_is_mapped()
    {
        Assert.Null(StageWords.Suggest("Proposal", []));
        Assert.Null(StageWords.Suggest("Won", []));
    }

    [Theory]
    [InlineData("Open - Not Contacted", "new")]
    [InlineData("Working - Contacted", "working")]
    [InlineData("Contact in Future", "nurturing")]
    [InlineData("Closed - Converted", "converted")]
    [InlineData("Closed - Not Converted", "disqualified")]
    [InlineData("跟进中", "working")]
    [InlineData("已转换", "converted")]
    [InlineData("ATTEMPTED_TO_CONTACT", "working")]
    [InlineData("somewhere", null)]
    public void A_lead_status_is_found(string value, string? status) => Assert.Equal(status, StatusWords.Status(value));

    private static void AssertColumns(string expected, ImportTarget target)
    {
        string[][] pairs = [.. expected.Split('|').Select(p => p.Split('='))];
        ColumnMap map = MapSuggester.Suggest([.. pairs.Select(p => p[0])], [], target);
        Assert.Equal(
            pairs.Select(p => $"{p[0]}={p[1]}"),
            pairs.Select(p => $"{p[0]}={(map.Key!.Columns.Contains(p[0]) ? "key" : map.Columns[p[0]])}"));
    }
}
