using System.Text.Json.Nodes;

namespace Layers.Tests.Training;

public sealed class ScheduleTests
{
    private static IEnumerable<TestCaseData> Points()
    {
        yield return Point(new ExponentialDecay(0.1, 4, 0.5), (0, 0.1), (2, 0.1 * Math.Sqrt(0.5)), (4, 0.05), (8, 0.025));
        yield return Point(new ExponentialDecay(0.1, 4, 0.5, staircase: true), (3, 0.1), (4, 0.05), (7, 0.05), (8, 0.025));
        yield return Point(new InverseTimeDecay(0.1, 10, 0.5), (0, 0.1), (10, 0.1 / 1.5), (20, 0.05));
        yield return Point(new InverseTimeDecay(0.1, 10, 0.5, staircase: true), (9, 0.1), (10, 0.1 / 1.5), (19, 0.1 / 1.5));
        yield return Point(new PolynomialDecay(0.1, 10, 0.01), (0, 0.1), (5, 0.055), (10, 0.01), (1000, 0.01));
        yield return Point(new PolynomialDecay(0.1, 10, 0.01, power: 2), (5, 0.0325), (10, 0.01));
        yield return Point(new PolynomialDecay(0.1, 10, 0, cycle: true), (0, 0.1), (5, 0.05), (10, 0), (15, 0.025), (20, 0));
        yield return Point(new PiecewiseConstantDecay([3, 9], [0.1, 0.05, 0.01]), (0, 0.1), (3, 0.1), (4, 0.05), (9, 0.05), (10, 0.01));
        yield return Point(new CosineDecay(0.1, 20, alpha: 0.1), (0, 0.1), (10, 0.055), (20, 0.01), (99, 0.01));
        yield return Point(new CosineDecay(0, 20, warmupTarget: 0.1, warmupSteps: 10), (0, 0), (5, 0.05), (10, 0.1), (20, 0.05), (30, 0),
            (99, 0));
        yield return Point(new CosineDecay(0, 20, warmupTarget: 0.1), (0, 0.1), (10, 0.05));
        yield return Point(new CosineDecayRestarts(0.1, 4), (0, 0.1), (2, 0.05), (4, 0.1), (8, 0.05), (12, 0.1), (20, 0.05));
        yield return Point(new CosineDecayRestarts(0.1, 4, tMul: 1, mMul: 0.5), (0, 0.1), (2, 0.05), (4, 0.05), (6, 0.025), (8, 0.025));
    }

    [TestCaseSource(nameof(Points))]
    public void At_IsTheFormula(LearningRateSchedule schedule, long[] steps, double[] rates) =>
        Assert.That(Near.All("rate", [.. steps.Select(schedule.At)], rates, 1e-6, 1e-8), Is.Empty);

    [TestCaseSource(nameof(Points))]
    public void Json_SaysTheSame(LearningRateSchedule schedule, long[] steps, double[] rates)
    {
        var json = KerasJson.Write(ScheduleJson.Write(schedule));
        var again = ScheduleJson.Read(KerasJson.Parse(json)!);
        Assert.That(KerasJson.Write(ScheduleJson.Write(again)), Is.EqualTo(json));
        Assert.That(again.At(steps[^1]), Is.EqualTo(schedule.At(steps[^1])));
    }

    [Test]
    public void Json_KeepsKerasKindsOfNumbers() =>
        Assert.That(KerasJson.Write(ScheduleJson.Write(new CosineDecay(1, 20, warmupTarget: 2))["config"]!), Is.EqualTo(
        """{"initial_learning_rate":1.0,"decay_steps":20,"alpha":0.0,"warmup_target":2.0,"warmup_steps":0}"""));

    [Test]
    public void AFractionOfASteps_IsKept() =>
        Assert.That(KerasJson.Write(ScheduleJson.Write(new CosineDecay(1, 1562.5))), Does.Contain("\"decay_steps\":1562.5"));

    [Test]
    public void BadArguments_AreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new ExponentialDecay(0.1, 0, 0.5), Throws.ArgumentException.With.Message.Contains("decaySteps"));
            Assert.That(() => new CosineDecayRestarts(0.1, 4, tMul: 0.5), Throws.ArgumentException.With.Message.Contains("tMul"));
            Assert.That(() => new PiecewiseConstantDecay([5, 5], [1, 2, 3]), Throws.ArgumentException.With.Message.Contains("ascending"));
            Assert.That(() => new PiecewiseConstantDecay([5], [1, 2, 3]),
                Throws.ArgumentException.With.Message.Contains("2 learning rates"));
            Assert.That(() => new CosineDecay(0.1, 10).At(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => ScheduleJson.Read(new JsonObject { ["class_name"] = "NoamDecay", ["config"] = new JsonObject() }),
                Throws.InstanceOf<InvalidDataException>().With.Message.Contains("NoamDecay"));
            Assert.That(() => ScheduleJson.Read(new JsonObject
            {
                ["class_name"] = "CosineDecay",
                ["config"] = new JsonObject { ["initial_learning_rate"] = 0.1, ["decay_steps"] = 0 }
            }),
                Throws.InstanceOf<InvalidDataException>());
        });
    }

    private static TestCaseData Point(LearningRateSchedule schedule, params (long Step, double Rate)[] points) =>
        new TestCaseData(schedule, points.Select(point => point.Step).ToArray(), points.Select(point => point.Rate).ToArray())
            .SetArgDisplayNames(KerasJson.Write(ScheduleJson.Write(schedule)["config"]!));
}
