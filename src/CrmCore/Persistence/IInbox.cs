namespace CrmCore.Persistence;

/// <summary>Which events were handled by whom, within a unit of work: an entry is written in the commit of what the handler did.</summary>
public interface IInbox : IRepository<InboxEntry, InboxEntryId>;
