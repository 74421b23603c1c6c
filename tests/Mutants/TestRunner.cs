using System.Reflection;
using System.Runtime.Loader;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CrmCore.Mutants;

/// <summary>Runs tests in this process, one after the other, as often as is wanted.</summary>
internal sealed class TestRunner : IDisposable
{
    private readonly XunitTestFramework _framework = new(new Listener());
    private readonly ITestFrameworkExecutor _executor;
    private readonly RunOptions _options = new();

    /// <param name="plan">Where everything lies.</param>
    /// <param name="core">The mutated assembly.</param>
    public TestRunner(Plan plan, string core)
    {
        // Tests look for their files beside their assembly.
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", plan.Folder + Path.DirectorySeparatorChar);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            string path = Path.Combine(plan.Folder, name.CultureName ?? "", name.Name + ".dll");
            return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        };
        Mutated = AssemblyLoadContext.Default.LoadFromAssemblyPath(core);
        Assembly tests = AssemblyLoadContext.Default.LoadFromAssemblyPath(plan.TestsPath);
        _options.SetValue("xunit.execution.DisableParallelization", true);
        _options.SetValue("xunit.execution.SynchronousMessageReporting", true);
        _executor = _framework.GetExecutor(tests.GetName());
        using ITestFrameworkDiscoverer discoverer = _framework.GetDiscoverer(Reflector.Wrap(tests));
        Listener found = new();
        discoverer.Find(false, found, _options);
        found.Finished.Wait();
        Tests = [.. found.Tests.Where(t => plan.Tests.IsMatch(t.DisplayName) && t.SkipReason is null).OrderBy(t => t.DisplayName, StringComparer.Ordinal)];
    }

    /// <summary>The assembly with the mutants.</summary>
    public Assembly Mutated { get; }

    public IReadOnlyList<ITestCase> Tests { get; }

    /// <summary>The first test that fails; null where all pass. Those after it are not run.</summary>
    /// <param name="tests">The tests, in the order in which their classes are run.</param>
    /// <param name="starting">Told of each test before it runs.</param>
    public string? FirstFailure(IEnumerable<ITestCase> tests, Action<ITestCase>? starting = null)
    {
        Listener listener = new() { Starting = starting };
        _executor.RunTests(tests, listener, _options);
        listener.Finished.Wait();
        return listener.Failure;
    }

    public void Dispose()
    {
        _executor.Dispose();
        _framework.Dispose();
    }

    private sealed class Listener : IMessageSink
    {
        public List<ITestCase> Tests { get; } = [];

        public ManualResetEventSlim Finished { get; } = new();

        public Action<ITestCase>? Starting { get; init; }

        public string? Failure { get; private set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            switch (message)
            {
                case ITestCaseDiscoveryMessage discovered:
                    Tests.Add(discovered.TestCase);
                    break;
                case ITestCaseStarting starting:
                    Starting?.Invoke(starting.TestCase);
                    break;
                case ITestFailed failed:
                    Failure ??= failed.Test.DisplayName;
                    break;
                case IErrorMessage or ITestAssemblyCleanupFailure or ITestCollectionCleanupFailure or ITestClassCleanupFailure or ITestCaseCleanupFailure or ITestCleanupFailure:
                    Failure ??= message.GetType().Name;
                    break;
                case IDiscoveryCompleteMessage or ITestAssemblyFinished:
                    Finished.Set();
                    break;
            }

            return Failure is null;
        }
    }

    private sealed class RunOptions : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = [];

        public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out object? value) ? (TValue)value! : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }
}
