using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Initializers: their moments compared with those of Keras's, and their seeds.</summary>
public sealed class InitializerTests
{
    private static IEnumerable<TestCaseData> Kinds => Golden.Json("initializers.json")["cases"]!.AsArray()
        .Select(node => new TestCaseData(node).SetArgDisplayNames((string)node!["class"]!));

    private static readonly Initializer[] s_random =
    [
        Initializer.RandomUniform, Initializer.RandomNormal, Initializer.TruncatedNormal, Initializer.VarianceScaling,
            Initializer.GlorotUniform,
        Initializer.GlorotNormal, Initializer.HeUniform, Initializer.HeNormal, Initializer.LecunUniform, Initializer.LecunNormal,
            Initializer.Orthogonal,
    ];

    [TestCaseSource(nameof(Kinds))]
    public void Initializer_HasKerasMoments(object kind)
    {
        var json = (JsonObject)kind;
        var initializer = Read(json);
        // Keras's Identity does not write its gain of 2.
        if (initializer is IdentityInitializer identity) initializer = identity with { Gain = 2 };
        var (large, expected) = (Moments(initializer, [200, 300]), json["shape_200_300"]!);
        // The standard deviation of 60,000 random numbers varies by 0.3 %. The extremes differ from Keras's because the random numbers do.
        Assert.That(large.Deviation, Is.EqualTo((double)expected["std"]!).Within(1.5).Percent);
        Assert.That(large.Mean, Is.EqualTo((double)expected["mean"]!).Within(0.02 * large.Deviation + 1e-8));
        Assert.That(large.Minimum, Is.EqualTo((double)expected["min"]!).Within(0.5 * large.Deviation + 1e-8));
        Assert.That(large.Maximum, Is.EqualTo((double)expected["max"]!).Within(0.5 * large.Deviation + 1e-8));
        // Identity makes matrices only, here and in Keras.
        if (initializer is IdentityInitializer) return;
        var (small, few) = (Moments(initializer, [3, 3, 4, 8]), json["shape_3_3_4_8"]!);
        Assert.That(small.Deviation, Is.EqualTo((double)few["std"]!).Within(0.15 * (double)few["std"]! + 1e-7));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Initializer_IsRestoredFromItsConfig(object kind)
    {
        var initializer = Read((JsonObject)kind);
        var written = KerasJson.Write(Initializers.Write(initializer));
        Assert.That(Initializers.Read(KerasJson.Parse(written)!, "test", "kernel_initializer"), Is.EqualTo(initializer));
    }

    [TestCaseSource(typeof(Initializers), nameof(Initializers.Classes))]
    public void EachClass_IsReadByItsName_AndInSnakeCase(string name) => Assert.That(
        new[] { name, SnakeCase.Of(name) }.Select(spelled => Initializers.Read(JsonValue.Create(spelled), "test", "x").ClassName),
        Is.All.EqualTo(name));

    [Test]
    public void AnInitializer_IsFoundByItsNamesToo() => Assert.That(
        new[] { "glorot_uniform", "GlorotUniform", "zeros", "he_normal",
        "IdentityInitializer" }.Select(name => Initializers.Read(JsonValue.Create(name), "test", "x")),
        Is.EqualTo(new Initializer[] { Initializer.GlorotUniform, Initializer.GlorotUniform, Initializer.Zeros, Initializer.HeNormal,
            Initializer.Identity }));

    [Test]
    public void AnUnknownInitializer_IsRefusedWithThoseThereAre() =>
        Assert.That(() => Initializers.Read(JsonValue.Create("lucky_numbers"), "dense (Dense)", "kernel_initializer"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("lucky_numbers").And.Message.Contains("GlorotUniform")
                .And.Message.Contains("dense (Dense)"));

    [Test]
    public void Orthogonal_HasOrthonormalRowsOrColumns([Values(3, 20)] int rows)
    {
        var numbers = Mismatch.Doubles(Initializer.Orthogonal.Create([rows, 8], DType.Float64, 5));
        var (count, length) = rows < 8 ? (rows, 8) : (8, rows);
        double At(int vector, int i) => rows < 8 ? numbers[vector * 8 + i] : numbers[i * 8 + vector];
        for (var a = 0; a < count; a++)
            for (var b = 0; b < count; b++)
                Assert.That(Enumerable.Range(0, length).Sum(i => At(a, i) * At(b, i)), Is.EqualTo(a == b ? 1 : 0).Within(1e-12));
    }

    [TestCaseSource(nameof(s_random))]
    public void TheSameSeed_GivesTheSameNumbers_AndAnotherSeedOthers(Initializer initializer)
    {
        var numbers = initializer.Create([6, 5], DType.Float32, 1);
        Assert.That(Mismatch.IsBitwiseEqual(initializer.Create([6, 5], DType.Float32, 1), numbers));
        Assert.That(Mismatch.IsBitwiseEqual(initializer.Create([6, 5], DType.Float32, 2), numbers), Is.False);
        // The initializer's own seed takes precedence over the model's.
        var own = initializer with { Seed = 9 };
        Assert.That(Mismatch.IsBitwiseEqual(own.Create([6, 5], DType.Float32, 1), own.Create([6, 5], DType.Float32, 2)));
    }

    [Test]
    public void AModelsSeed_DecidesItsWeights_AndEachLayerHasItsOwn()
    {
        static Sequential Make(long seed) => new(seed) { new Input(4), new Dense(4), new Dense(4) };
        using var one = Make(1);
        using var again = Make(1);
        using var other = Make(2);
        Assert.That(one.Weights.Zip(again.Weights).All(pair => Mismatch.IsBitwiseEqual(pair.First.Value, pair.Second.Value)));
        Assert.That(Mismatch.IsBitwiseEqual(one.Weights[0].Value, other.Weights[0].Value), Is.False);
        Assert.That(Mismatch.IsBitwiseEqual(one.Weights[0].Value, one.Weights[2].Value), Is.False);
    }

    private static Initializer Read(JsonObject json) => Initializers.Read(
        new JsonObject
        {
            ["module"] = "keras.initializers",
            ["class_name"] = (string)json["class"]!,
            ["config"] = json["config"]!.DeepClone()
        }, "test", "kernel_initializer");

    private static (double Mean, double Deviation, double Minimum, double Maximum) Moments(Initializer initializer, Shape shape)
    {
        var numbers = Mismatch.Doubles(initializer.Create(shape, DType.Float32, 11));
        var mean = numbers.Average();
        return (mean, Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean))), numbers.Min(), numbers.Max());
    }
}
