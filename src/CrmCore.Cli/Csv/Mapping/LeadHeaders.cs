namespace CrmCore.Cli.Csv;

/// <summary>What the columns of a lead export are called in English and Chinese CRM systems.</summary>
internal static class LeadHeaders
{
    public static readonly WordTable Table = new("""
        key: lead id, record id, id, key, lead number, external id, uuid, do not modify lead, 线索id, 线索编号, 线索编码, 编号, 编码, 唯一标识, 记录id, 数据id
        name: full name, name, lead name, contact name, contact person, person name, 姓名, 联系人, 联系人姓名, 线索姓名, 客户姓名, 名称, 线索名称, contact
        givenName: first name, given name, forename, 名, 名字
        familyName: last name, surname, family name, 姓, 姓氏
        company: company, company name, account name, company account, account, organization, organisation, organization name, business name, associated company, 公司, 公司名称, 企业, 企业名称, 单位, 单位名称, 客户名称, 客户, 所属公司
        title: job title, title, job position, position, job, role, 职务, 职位, 岗位, 头衔
        email: email, email address, work email, business email, primary email, 邮箱, 电子邮件, 电子邮箱, 邮箱地址, 邮件, 邮件地址
        phone: phone, phone number, telephone, tel, business phone, work phone, office phone, 电话, 联系电话, 电话号码, 固定电话, 座机, 办公电话, 公司电话
        mobile: mobile, mobile phone, mobile number, mobile phone number, cell phone, cell, 手机, 手机号, 手机号码, 移动电话, 联系手机
        source: lead source, source, original source, original traffic source, origin, channel, 线索来源, 来源, 线索渠道, 渠道, 来源渠道, 客户来源, 获客渠道
        sourceDetail: lead source detail, source detail, source description, original source drill down 1, original source data 1, original traffic source drill down 1, utm source, medium, 来源明细, 来源详情, 来源说明, 来源描述
        campaign: campaign, campaign name, marketing campaign, source campaign, utm campaign, 市场活动, 营销活动, 市场活动名称, 活动名称, 活动
        status: lead status, status, lead stage, stage, lifecycle stage, status reason, 线索状态, 状态, 跟进状态, 线索阶段, 阶段, 处理状态
        owner: lead owner, owner, owner name, assigned to, salesperson, sales rep, sales agent, contact owner, 线索负责人, 负责人, 线索所有人, 所有人, 跟进人, 归属人, 销售负责人, 销售员, 业务员, 销售, 销售代表
        pool: lead pool, pool, queue, 线索池, 所属线索池, 公海, 所属公海, 公海名称
        created: created date, create date, created on, created at, created, created time, creation date, creation time, date created, date added, 创建时间, 创建日期, 录入时间, 录入日期, 获取时间, 登记时间
        description: description, notes, note, comments, comment, remarks, remark, memo, internal notes, 描述, 备注, 说明, 线索描述, 线索详情, 备注信息
        industry: industry, sector, vertical, 行业, 所属行业, 客户行业, 一级行业
        city: city, town, 城市, 所在城市, 市
        country: country, country region, nation, 国家, 国家地区, 国家或地区, country code
        outcome: outcome, converted, is converted, conversion, result, subscribed, y, 结果, 转化结果, 是否转化, 是否转换, 是否已转换, 是否成交
        disqualifiedReason: disqualified reason, disqualification reason, reason disqualified, unqualified reason, lost reason, closed reason, 无效原因, 关闭原因, 作废原因, 不合格原因, 丢失原因
        """);
}
