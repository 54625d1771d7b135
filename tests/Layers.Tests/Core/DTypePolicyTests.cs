namespace Layers.Tests;

public sealed class DTypePolicyTests
{
    private static readonly DTypePolicy[] s_all =
        [DTypePolicy.Float32, DTypePolicy.Float64, DTypePolicy.Float16, DTypePolicy.BFloat16, DTypePolicy.MixedFloat16,
        DTypePolicy.MixedBFloat16];

    [TestCaseSource(nameof(s_all))]
    public void EachPolicy_IsFoundByItsName(DTypePolicy policy) => Assert.That(DTypePolicy.Parse(policy.Name), Is.SameAs(policy));

    [Test]
    public void AnUnknownPolicy_IsRefusedWithThoseThereAre() => Assert.That(
        () => DTypePolicy.Parse("float8"),
        Throws.ArgumentException.With.Message.Contains("float8").And.Message.Contains(string.Join(", ",
            s_all.Select(policy => policy.Name))));
}
