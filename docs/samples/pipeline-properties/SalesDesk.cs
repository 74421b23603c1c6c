using CrmCore;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;

namespace RobotSales;

// docs:begin own-sales-desk
/// <summary>The host's own code between its screens and CrmCore: it reads, decides, stores.</summary>
public sealed class SalesDesk(IUnitOfWorkFactory storage, Pipeline pipeline)
{
    public async Task<IReadOnlyList<Refusal>> MoveAsync(OpportunityId id, MoveRequest request, CancellationToken cancellationToken = default)
    {
        await using IUnitOfWork unit = storage.Begin();
        Opportunity deal = await unit.Opportunities.FindAsync(id, cancellationToken) ?? throw new KeyNotFoundException($"There is no deal {id}.");
        MoveResult move = deal.Move(request, pipeline);
        if (move.Succeeded)
        {
            unit.Opportunities.Update(deal);
            await unit.CommitAsync(cancellationToken);
        }

        return move.Refusals;
    }
}
// docs:end own-sales-desk
