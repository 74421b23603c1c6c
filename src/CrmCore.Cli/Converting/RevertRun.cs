using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Conversion.Policies;
using CrmCore.Conversion.Reverting;

namespace CrmCore.Cli.Converting;

/// <summary>The work of <c>crmcore revert</c> on one database.</summary>
internal sealed class RevertRun(CrmDatabase database, ConversionPolicy policy, Output output)
{
    public async Task<int> RunAsync(string lead, UserId by, string reason, bool force, bool isPlan, CancellationToken cancellationToken)
    {
        if (await LeadFinder.FindAsync(database, lead, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            Output.Error(CliTexts.Get("convert.no-lead", ("lead", lead)));
            return ExitCodes.Failure;
        }

        ConversionRevertService service = new(database.Units, database.Leads, database.Opportunities, database.Customers, TimeProvider.System, policy);
        RevertRequest request = new(found.Id, by, reason) { Force = force };
        RevertResult result = isPlan
            ? await service.PlanAsync(request, cancellationToken).ConfigureAwait(false)
            : await service.RevertAsync(request, cancellationToken).ConfigureAwait(false);
        foreach (Refusal refusal in result.Refusals)
        {
            Output.Error(refusal.Describe());
        }

        if (result.Reversal is { } reversal)
        {
            output.Step(isPlan ? CliTexts.Get("step.planned") : CliTexts.Get("step.reverted"), $"{found.Details.DisplayName} ({found.Id})");
            foreach (string record in reversal.Undone)
            {
                output.Detail(CliTexts.Get("revert.undone", ("what", record)));
            }

            foreach (string record in reversal.Left)
            {
                output.Detail(CliTexts.Get("revert.left", ("what", record)));
            }
        }

        output.Json(new(found.Id, result.Succeeded, result.Reversal, result.Refusals), ConversionReportJson.Default.RevertReport);
        return result.Succeeded ? ExitCodes.Success : ExitCodes.Failure;
    }
}
