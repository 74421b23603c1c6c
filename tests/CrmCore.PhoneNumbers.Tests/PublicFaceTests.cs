using CrmCore.Tests.Architecture;

namespace CrmCore.PhoneNumbers.Tests;

public sealed class PublicFaceTests() : PublicFaceRules(typeof(PhoneNumberReader).Assembly);
