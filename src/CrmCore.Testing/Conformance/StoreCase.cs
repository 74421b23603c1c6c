namespace CrmCore.Testing.Conformance;

/// <summary>One thing that every store must do. Immutable, safe to share between threads.</summary>
public sealed class StoreCase
{
    private readonly Func<Trial, Task> _run;

    internal StoreCase(string name, string why, Func<Trial, Task> run, params IReadOnlyList<StoreCapability> needs)
    {
        Name = name;
        Why = why;
        Needs = needs;
        _run = run;
    }

    /// <summary>Names the case, in English with hyphens; it never changes.</summary>
    public string Name { get; }

    /// <summary>What goes wrong in a host whose store does not do it.</summary>
    public string Why { get; }

    /// <summary>What a store must offer for the case to make sense.</summary>
    public IReadOnlyList<StoreCapability> Needs { get; }

    /// <summary>Why the case is not tried on a host; null where it is.</summary>
    public string? ReasonToSkip(StoreHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Exceptions.TryGetValue(Name, out string? reason)
            ? reason
            : Needs.Where(host.Lacking.ContainsKey).Select(n => $"{n}: {host.Lacking[n]}").FirstOrDefault();
    }

    /// <summary>Tries the case on an empty store of a host. Whatever the store throws is told in the result.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<CaseResult> RunAsync(StoreHost host, CancellationToken cancellationToken = default)
    {
        if (ReasonToSkip(host) is { } reason)
        {
            return new(Name, CaseVerdict.Skipped, Reason: reason);
        }

        try
        {
            await Task.Run(() => TryAsync(host, cancellationToken), cancellationToken).WaitAsync(host.Timeout, cancellationToken).ConfigureAwait(false);
            return new(Name, CaseVerdict.Passed);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Nonconformity found)
        {
            return new(Name, CaseVerdict.Failed, found.Expected, found.Actual);
        }
        catch (TimeoutException)
        {
            return new(Name, CaseVerdict.Failed, $"an end within {host.Timeout}", "no end");
        }
        catch (Exception other)
        {
            return new(Name, CaseVerdict.Failed, "no exception", other.ToString());
        }
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private async Task TryAsync(StoreHost host, CancellationToken cancellationToken)
    {
        SwitchedTenant tenants = new();
        StoreUnderTest store = await host.OpenAsync(tenants, cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            Trial trial = new(store, tenants, host);
            foreach (StoreCapability capability in Needs)
            {
                Expect.That(trial.Offers(capability), $"{capability}, which the host does not list as lacking", "a store without it");
            }

            await _run(trial).ConfigureAwait(false);
        }
    }
}
