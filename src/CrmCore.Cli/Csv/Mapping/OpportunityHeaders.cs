namespace CrmCore.Cli.Csv;

/// <summary>What the columns of an opportunity export are called in English and Chinese CRM systems.</summary>
internal static class OpportunityHeaders
{
    public static readonly WordTable Table = new("""
        key: opportunity id, key, deal id, record id, potential id, id, opportunity number, external id, uuid, do not modify opportunity, 商机id, 商机编号, 商机编码, 销售机会编号, 编号, 编码, 唯一标识, 记录id, 数据id
        name: opportunity name, deal name, potential name, opportunity, topic, deal, name, subject, 商机名称, 销售机会名称, 销售机会, 机会名称, 项目名称, 商机, 名称, 主题
        account: account name, account, company, company name, associated company, primary associated company, organization, organisation, customer, customer name, potential customer, client, 客户名称, 客户, 客户全称, 公司名称, 公司, 所属客户, 最终客户
        contact: contact name, contact, primary contact, associated contact, contact person, person, 联系人, 联系人姓名, 主要联系人, 客户联系人
        email: email, email address, contact email, 邮箱, 电子邮件, 电子邮箱, 联系人邮箱
        owner: opportunity owner, deal owner, potential owner, owner, owner name, sales agent, salesperson, sales rep, assigned to, 商机负责人, 负责人, 商机所有人, 所有人, 归属人, 销售负责人, 销售员, 业务员, 销售代表, 销售
        pipeline: pipeline, sales pipeline, deal pipeline, sales process, business process flow, pipeline name, 销售流程, 销售管道, 业务流程, 商机流程, 管道, 销售管线, 流程
        stage: stage, deal stage, sales stage, opportunity stage, stage name, pipeline stage, pipeline phase, 商机阶段, 销售阶段, 阶段, 当前阶段, 阶段名称, status, 状态, 商机状态
        amount: amount, deal amount, opportunity amount, deal value, close value, value, est revenue, estimated revenue, estimated value, expected revenue, contract value, total amount, revenue, 商机金额, 金额, 预计销售金额, 预计成交金额, 预计金额, 预估金额, 销售金额, 合同金额, 预计合同金额, 总金额
        currency: currency, currency code, currency iso code, deal currency code, opportunity currency, amount currency, 币种, 货币, 币别
        probability: probability, deal probability, win probability, win rate, close probability, forecast probability, 赢率, 赢单率, 成交概率, 赢单概率, 成功率, 概率, 可能性
        created: created date, create date, created on, created at, created, created time, creation date, date created, date added, engage date, open date, 创建时间, 创建日期, 录入时间, 商机创建时间, 发现时间, 立项时间
        stageEntered: stage entered, date entered stage, stage entered date, last stage change date, last stage change, stage change date, stage changed, stage start date, last stage update, stage modified time, date entered current stage, 进入阶段时间, 进入当前阶段时间, 阶段变更时间, 阶段更新时间, 最后阶段变更时间
        expectedClose: expected close date, expected closing, expected closing date, est close date, estimated close date, forecast close date, close date, closing date, deadline, 预计成交日期, 预计成交时间, 预计结单日期, 预计签单日期, 预计签约日期, 预计关闭日期, 预计结束日期, 结单日期
        closed: closed, actual close date, closed date, date closed, closed on, closed at, closed time, won time, won date, close date, close time, 实际成交日期, 成交日期, 成交时间, 实际结单日期, 赢单时间, 赢单日期, 关闭日期, 关闭时间, 结束日期
        reason: closed lost reason, loss reason, lost reason, reason for loss, closed won reason, close reason, win loss reason, reason, status reason, 输单原因, 丢单原因, 失败原因, 赢单原因, 关闭原因, 输赢原因
        competitor: main competitor, main competitors, competitor, competitors, 竞争对手, 主要竞争对手, 竞品, 竞争对手名称
        source: lead source, deal source, source, original source, original traffic source, 商机来源, 来源, 线索来源, 客户来源, 渠道
        product: product, products, product name, line of business, 产品, 产品名称, 意向产品, 主要产品, 销售产品
        description: description, notes, note, comments, comment, remarks, remark, internal notes, 描述, 备注, 说明, 商机描述, 备注信息
        outcome: outcome, result, won lost, win loss, deal status, opportunity status, is won, won, closed won, status, 输赢, 结果, 商机结果, 赢单状态, 是否赢单, 商机状态
        """);
}
