using System.Text.Json.Nodes;

namespace Layers.Tests.Merging;

/// <summary>Merging layers on inputs of two types, for every pair, compared with the recorded results of real Keras.</summary>
public sealed class PromotionTests
{
    private static readonly JsonNode s_fixture = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "keras",
        "promotion.json")))!;

    private static readonly TensorData[] s_inputs = [.. s_fixture["inputs"]!.AsArray()
        .Select(row => TensorData.Of([.. row!.AsArray().Select(number => (double)number!)], [1, 4]))];

    private static IEnumerable<TestCaseData> Layers =>
        s_fixture["cases"]!.AsArray().GroupBy(one => (string)one!["layer"]!)
        .Select(group => new TestCaseData((object)group.ToArray()).SetArgDisplayNames(group.Key));

    [TestCaseSource(nameof(Layers))]
    public void EveryPairOfTypes_IsKerass(object cases) => Assert.Multiple(() =>
    {
        foreach (var one in (JsonNode?[])cases)
        {
            var (name, types) = ((string)one!["layer"]!, one["types"]!.AsArray().Select(type => DTypes.Parse((string)type!)).ToArray());
            MergeLayer layer = name switch
            {
                "Add" => new Add(),
                "Subtract" => new Subtract(),
                "Multiply" => new Multiply(),
                "Average" => new Average(),
                "Maximum" => new Maximum(),
                "Minimum" => new Minimum(),
                "Concatenate" => new Concatenate(),
                _ => new Dot(1),
            };
            var message = $"{name} of {types[0]} and {types[1]}";
            Input[] inputs = [.. types.Select((type, i) => new Input(4, type, $"x{i}"))];
            if (one["error"] is not null)
            {
                Assert.That(() => layer.Apply([.. inputs.Select(input => (KerasTensor)input)]), Throws.TypeOf<LayerException>(), message);
                continue;
            }
            using var model = new Functional(inputs, [layer.Apply([.. inputs.Select(input => (KerasTensor)input)])]);
            var rows = types.Select((type, i) => ($"x{i}", Casting.Cast(s_inputs[i], type)))
                .ToDictionary(pair => pair.Item1, pair => pair.Item2);
            var y = model.Predict(rows).Values.Single();
            // Only this backend has a float64 mean of 64-bit integers; Keras's layer declares float32.
            var type = name == "Average" ? (string)one["declared"]! : (string)one["type"]!;
            Assert.That(y.Type.Name(), Is.EqualTo(type), message);
            Assert.That(Casting.Cast(y, DType.Float64).ToArray<double>(),
                Is.EqualTo(one["output"]!.AsArray().Select(number => (double)number!)).Within(1e-6), message);
        }
    });

    [Test]
    public void AFileFromKeras_WithWholeNumbersAndFloats_IsMerged_AndSavedAgain()
    {
        Input[] inputs = [new Input(4, DType.Int64, "a"), new Input(4, name: "b")];
        var both = new Average().Apply(inputs[0], inputs[1]);
        using var model = new Functional(inputs, [new Dot(1).Apply(inputs[0], both), new Concatenate().Apply(inputs[0], both)]);
        using var folder = new TempFolder();
        model.Save(folder.At("model.keras"));
        using var again = Model.Load(folder.At("model.keras"));
        var rows = new Dictionary<string, TensorData>
        {
            ["a"] = Casting.Cast(s_inputs[0], DType.Int64),
            ["b"] = Casting.Cast(s_inputs[1], DType.Float32)
        };
        var (ours, theirs) = (model.Predict(rows).Values.ToArray(), again.Predict(rows).Values.ToArray());
        Assert.That(Mismatch.Doubles(ours[0]), Is.EqualTo(new[] { 98.5 }).Within(1e-5));
        Assert.That(Mismatch.Doubles(ours[1]), Is.EqualTo(new[] { 1, 1, 7, 6, 1.5, 2, 8, 6.5 }).Within(1e-6));
        for (var i = 0; i < ours.Length; i++) Assert.That(Mismatch.OfBits($"{i}", theirs[i], ours[i]), Is.Empty);
    }
}
