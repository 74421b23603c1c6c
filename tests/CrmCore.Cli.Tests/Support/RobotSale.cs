namespace CrmCore.Cli.Tests.Support;

/// <summary>A pipeline of a user's own as a file, and six deals of it whose figures are easily worked out by hand.</summary>
internal static class RobotSale
{
    public const string Pipeline = """
        {
          "schemaVersion": 1,
          "key": "robots",
          "version": 1,
          "name": { "en": "Robot sale", "zh-Hans": "机器人销售" },
          "stages": [
            { "key": "talk", "name": { "en": "First talk", "zh-Hans": "初步沟通" }, "probability": 10, "enter": [] },
            { "key": "trial", "name": { "en": "Robot trial", "zh-Hans": "机器人试用" }, "probability": 40, "rot": { "days": 10 } },
            { "key": "contract", "name": "Contract", "probability": 80, "category": "commit" },
            { "key": "won", "name": "Won", "kind": "won" },
            { "key": "lost", "name": "Lost", "kind": "lost" }
          ]
        }
        """;

    public const string Deals = """
        id,name,owner,stage,amount,created,closed,expected close date,reason,entered_trial,entered_contract
        1,Arm,anna,won,1000,2026-01-01,2026-01-21,,,2026-01-05,2026-01-11
        2,Leg,anna,won,3000,2026-01-01,2026-02-10,,,2026-01-11,2026-01-21
        3,Head,bo,lost,2000,2026-01-01,2026-02-01,,price,2026-01-11,
        4,Hand,bo,contract,5000,2026-02-01,,2026-03-20,,2026-02-05,2026-02-10
        5,Foot,bo,trial,2000,2026-02-01,,2026-03-31,,2026-02-11,
        6,Eye,anna,talk,1000,2026-02-19,,2026-03-25,,,

        """;
}
