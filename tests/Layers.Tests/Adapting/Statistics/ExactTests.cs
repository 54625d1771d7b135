using System.Numerics;

namespace Layers.Tests.Statistics;

/// <summary>Tests of the reference itself.</summary>
public class ExactTests
{
    [Test]
    public void Of_ValuesThatAreExact_GivesWhatPaperGives()
    {
        Assert.That(Exact.Of([1.0, 2, 3, 4]), Is.EqualTo((2.5, 1.25)));
        Assert.That(Exact.Of([-0.5, 0.5]), Is.EqualTo((0.0, 0.25)));
        Assert.That(Exact.Of([new BigInteger(638_000_000_000_000_001), new BigInteger(638_000_000_000_000_003)]).Variance, Is.EqualTo(1));
        Assert.That(Exact.Of([7.0]), Is.EqualTo((7.0, 0.0)));
    }

    [Test]
    public void Of_ValuesWhoseNaiveVarianceIsLost_KeepsIt()
    {
        Assert.That(Exact.Of([1e15, 1e15 + 0.25, 1e15 + 0.5]).Variance, Is.EqualTo(0.125 / 3).Within(1e-16));
        Assert.That(Exact.Of([double.Epsilon, 3 * double.Epsilon]).Mean, Is.EqualTo(2 * double.Epsilon));
    }
}
