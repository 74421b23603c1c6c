namespace CrmCore.Tests.Concurrency;

/// <summary>
/// Goes through the orders in which operations can meet: all of them up to a bound, by turning the last decision that can still be turned, then seeded random
/// ones. After each the state is judged; the schedule that breaks it is named.
/// </summary>
internal static class Exploration
{
    private const int Bound = 3000;

    private const int RandomOrders = 1000;

    /// <summary>Explores a scenario.</summary>
    /// <param name="scenario">Makes a new state, runs its operations by the decisions, and asserts what holds at the end.</param>
    /// <returns>How many orders were tried, and whether these were all.</returns>
    public static (int Orders, bool IsComplete) Run(Action<Interleaving, Func<int, int>> scenario)
    {
        List<(int Choice, int Of)> path = [];
        for (int orders = 1; orders <= Bound; orders++)
        {
            int depth = 0;
            Try(scenario, of =>
            {
                if (depth == path.Count)
                {
                    path.Add((0, of));
                }

                return path[depth++].Choice;
            });
            while (path.Count > 0 && path[^1].Choice + 1 == path[^1].Of)
            {
                path.RemoveAt(path.Count - 1);
            }

            if (path.Count == 0)
            {
                return (orders, true);
            }

            path[^1] = (path[^1].Choice + 1, path[^1].Of);
        }

        Random random = new(20261123);
        for (int i = 0; i < RandomOrders; i++)
        {
            Try(scenario, of => random.Next(of));
        }

        return (Bound + RandomOrders, false);
    }

    private static void Try(Action<Interleaving, Func<int, int>> scenario, Func<int, int> choose)
    {
        Interleaving interleaving = new();
        try
        {
            scenario(interleaving, choose);
        }
        catch (Exception e)
        {
            throw new OrderException(interleaving.Schedule, e);
        }
    }
}

/// <summary>An order of steps that broke what must hold.</summary>
internal sealed class OrderException(IReadOnlyList<int> schedule, Exception inner)
    : Exception($"The order {string.Join(' ', schedule)} breaks it: {inner.Message}", inner);
