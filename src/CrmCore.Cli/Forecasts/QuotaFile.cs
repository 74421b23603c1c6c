using System.Globalization;
using CrmCore.Cli.Csv;
using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;

namespace CrmCore.Cli.Forecasts;

/// <summary>Reads quotas from a JSON or CSV file (columns owner or team, period, amount, currency), and says everything that is wrong with it.</summary>
internal static class QuotaFile
{
    /// <summary>No quotas where no file is given; null where it was wrong, which has been said.</summary>
    public static QuotaPlan? Read(FileInfo? file, FiscalCalendar calendar, Currency currency)
    {
        if (file is null)
        {
            return new();
        }

        try
        {
            return file.Extension.Equals(".json", StringComparison.OrdinalIgnoreCase) ? QuotaPlan.FromJson(File.ReadAllText(file.FullName)) : FromCsv(file.FullName, calendar, currency);
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException or UnauthorizedAccessException)
        {
            Output.Error(Failures.OfFile(wrong, file.ToString()));
            return null;
        }
    }

    private static QuotaPlan? FromCsv(string path, FiscalCalendar calendar, Currency currency)
    {
        if (!CsvFile.TryOpen(path, new(), out CsvFile? file, out CsvProblem? problem))
        {
            Output.Error($"{problem}");
            return null;
        }

        List<string> faults = [];
        List<Quota> quotas = [];
        foreach (CsvRow row in file.Rows(p => faults.Add($"{p}")))
        {
            string period = Of("period");
            string amount = Of("amount");
            string code = Of("currency");
            Currency own = currency;
            if (!calendar.TryParse(period, out ForecastPeriod days)
                || !decimal.TryParse(amount, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value) || value < 0
                || (code.Length > 0 && !Currency.TryParse(code, out own)))
            {
                faults.Add(CliTexts.Get("forecast.quota.bad-row", ("file", file.Name), ("line", row.Line), ("period", period), ("amount", amount), ("currency", code)));
                continue;
            }

            string owner = Of("owner");
            string team = Of("team");
            quotas.Add(new(days, new(value, own)) { Owner = owner.Length > 0 ? new UserId(owner) : null, Team = team.Length > 0 ? team : null });

            string Of(string name) => Enumerable.Range(0, file.Headers.Count).Where(i => file.Headers[i].Equals(name, StringComparison.OrdinalIgnoreCase)).Select(i => row.Fields[i].Trim()).FirstOrDefault("");
        }

        foreach (string fault in faults)
        {
            Output.Error(fault);
        }

        return faults.Count == 0 ? new(quotas) : null;
    }
}
