namespace CrmCore.Tests.Concurrency;

/// <summary>
/// Runs operations one step at a time on one thread: an operation goes on until it comes to storage, where it waits until it is its turn again. Who goes on is
/// decided by a schedule, so that an order that shows a fault shows it again.
/// </summary>
internal sealed class Interleaving
{
    private readonly List<TaskCompletionSource?> _waiting = [];
    private readonly List<int> _schedule = [];
    private int _running = -1;

    /// <summary>Which of those that could go on went on, step by step.</summary>
    public IReadOnlyList<int> Schedule => _schedule;

    /// <summary>Waits for its turn; called from within an operation. Outside one it goes on at once, so that a store can be looked at.</summary>
    public Task PauseAsync()
    {
        if (_running < 0)
        {
            return Task.CompletedTask;
        }

        // Without RunContinuationsAsynchronously: what waits goes on within Step, on its thread.
        TaskCompletionSource turn = new();
        _waiting[_running] = turn;
        return turn.Task;
    }

    /// <summary>Runs the operations to their end; what they throw is thrown.</summary>
    /// <param name="choose">From how many can go on: which one does.</param>
    /// <param name="operations">What is to be done at once.</param>
    public void Run(Func<int, int> choose, params ReadOnlySpan<Func<Task>> operations)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Task[] tasks = new Task[operations.Length];
            for (int i = 0; i < operations.Length; i++)
            {
                _waiting.Add(null);
                _running = i;
                tasks[i] = StartAsync(operations[i]);
            }

            while (true)
            {
                int[] ready = [.. Enumerable.Range(0, tasks.Length).Where(i => !tasks[i].IsCompleted)];
                if (ready.Length == 0)
                {
                    break;
                }

                int choice = ready.Length == 1 ? 0 : choose(ready.Length);
                _schedule.Add(choice);
                Step(ready[choice], tasks);
            }

            _running = -1;
            Array.ForEach(tasks, t => t.GetAwaiter().GetResult());
        }
        finally
        {
            _running = -1;
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private async Task StartAsync(Func<Task> operation)
    {
        await PauseAsync().ConfigureAwait(false);
        await operation().ConfigureAwait(false);
    }

    private void Step(int operation, Task[] tasks)
    {
        _running = operation;
        TaskCompletionSource turn = _waiting[operation]!;
        _waiting[operation] = null;
        turn.SetResult();
        if (_waiting[operation] is null && !tasks[operation].IsCompleted)
        {
            throw new InvalidOperationException($"Operation {operation} waits for something other than its turn; its steps are not under control.");
        }
    }
}
