using CrmCore.Tests.Architecture;

namespace CrmCore.MachineLearning.Tests;

public sealed class PublicFaceTests() : PublicFaceRules(typeof(GradientBoostingTrainer).Assembly);
