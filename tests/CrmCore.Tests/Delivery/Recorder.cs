using System.Collections.Concurrent;
using CrmCore.Delivery;

namespace CrmCore.Tests.Delivery;

/// <summary>A handler that notes what came, and fails where it is told to.</summary>
internal sealed class Recorder : IDomainEventHandler
{
    private readonly ConcurrentQueue<DomainEvent> _handled = new();

    public Func<DomainEvent, bool> Fails { get; set; } = _ => false;

    public Action<DomainEvent> OnHandled { get; set; } = _ => { };

    public int Attempts { get; private set; }

    public IReadOnlyList<DomainEvent> Handled => [.. _handled];

    public IReadOnlyList<string> Ids => [.. _handled.Select(f => f.EventId)];

    public Task HandleAsync(DomainEvent fact, CancellationToken cancellationToken)
    {
        Attempts++;
        if (Fails(fact))
        {
            throw new InvalidOperationException("The other side is down.");
        }

        _handled.Enqueue(fact);
        OnHandled(fact);
        return Task.CompletedTask;
    }
}
