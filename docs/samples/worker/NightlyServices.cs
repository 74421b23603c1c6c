using CrmCore.Pools;
using Microsoft.Extensions.DependencyInjection;

namespace WorkerSample;

public static class NightlyServices
{
    // docs:begin worker-services
    public static IServiceCollection AddNightlyWork(this IServiceCollection services, string database)
    {
        services.AddCrmCore(crm => crm
            .UsePools(Pool.Default)
            .AddEventHandler<ReminderHandler>()
            .UseSqliteFile(database));
        services.AddSingleton<IReminders, LoggedReminders>();
        services.AddScoped<Night>();
        services.AddHostedService<NightlyWorker>();
        return services;
    }
    // docs:end worker-services
}
