using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>The errors of Keras's FeatureSpace (<c>golden/featurespace/errors.json</c>): each is an error here too, unless the call has a
/// valid result here.</summary>
public sealed class FeatureSpaceErrorTests
{
    private static readonly Dictionary<string, TensorData> s_rows = new()
    {
        ["a"] = TensorData.Of([1f, 2, 3], [3]),
        ["b"] = TensorData.Of([1f, 2, 4], [3])
    };

    private static readonly Dictionary<string, (string Choice, Action Check)> s_all = new()
    {
        ["unknown_type"] = ("a method each, so that another does not compile; a file may name a layer that is not there",
            () => Refused<InvalidDataException>(() => LayerJson.Read(JsonNode.Parse(
            """{"class_name":"FeatureSpace","config":{"features":{"a":{"class_name":"Feature","config":{"dtype":"float32","preprocessor":{"class_name":"Floating","config":{}},"output_mode":"float"}}}}}""")), "Floating")),
        ["empty"] = ("as Keras", () => Refused<InvalidOperationException>(() => new FeatureSpace().Adapt(s_rows), "has no features")),
        ["cross_unknown"] = ("as Keras", () => Refused<ArgumentException>(() => new FeatureSpace { Feature.Cross(["a", "b"]) }, "'a'")),
        ["output_mode"] = ("as Keras", () => Refused<ArgumentOutOfRangeException>(() => new FeatureSpace((FeatureOutput)7), "7")),
        ["cross_mode"] = ("as Keras",
            () => Refused<ArgumentOutOfRangeException>(() => Feature.Cross(["a", "b"], 4, OutputMode.Count), "Count")),
        ["not_adapted"] = ("as Keras", () => Refused<LayerException>(() => Numbers().Predict(s_rows), "adapted")),
        ["not_a_dict"] = ("as Keras", () => Refused<LayerException>(() => Adapted().Predict(new float[,] { { 1 }, { 1 } }), "by name")),
        ["concat_int"] = ("as Keras",
            () => Refused<LayerException>(() => new FeatureSpace { Feature.IntegerHashed("a", 3, OutputMode.Int) }.Encoded,
            "'a' is an index")),
        ["missing_column"] = ("as Keras",
            () => Refused<ArgumentException>(() => Adapted().Predict(new Dictionary<string, TensorData> { ["a"] = s_rows["a"] }), "b")),
        ["unknown_column"] = ("as Keras",
            () => Refused<ArgumentException>(() => Adapted().Predict(new Dictionary<string, TensorData>(s_rows) { ["zz"] = s_rows["a"] }),
            "zz")),
        ["adapt_array"] = ("as Keras",
            () => Refused<LayerException>(() => Numbers().Adapt(new float[,] { { 1 }, { 1 }, { 1 } }), "by name")),
        ["adapt_without_column"] = ("as Keras",
            () => Refused<ArgumentException>(() => Numbers().Adapt(new Dictionary<string, TensorData> { ["a"] = s_rows["a"] }), "b")),
        ["cross_of_three"] = ("of any number",
            () => Assert.That(new FeatureSpace { Feature.StringHashed("a"), Feature.StringHashed("b"), Feature.StringHashed("c"),
            Feature.Cross(["a", "b", "c"], 5) }.Encoded.Shape[1].Size, Is.EqualTo(101))),
        ["bins_twice"] = ("a factory each, so that both do not compile",
            () => Assert.That(typeof(Feature).GetMethods().Where(method => method.Name == nameof(Feature.FloatDiscretized))
            .Select(method => method.GetParameters().Count(parameter => parameter.Name is "numBins" or "binBoundaries")),
            Is.EqualTo(new[] { 1, 1 }))),
        ["text_beside_numbers"] = ("side by side", TextBesideNumbers),
        ["bins_given_adapt"] = ("nothing to learn is no error for a space",
            () => Assert.That(new FeatureSpace { Feature.FloatDiscretized("a", [1.0, 2.0]) }.Adapt(s_rows).Passes, Is.Zero)),
        ["bins_given_call"] = ("given bins need no Adapt",
            () => Assert.That(new FeatureSpace { Feature.FloatDiscretized("a",
            [1.5, 2.5]) }.Predict(new Dictionary<string, TensorData> { ["a"] = s_rows["a"] }).Values.Single().ToArray<float>(),
            Is.EqualTo(new float[] { 1, 0, 0, 0, 1, 0, 0, 0, 1 }))),
        ["vocabulary_given_call"] = ("a given vocabulary needs no Adapt",
            () => Assert.That(new FeatureSpace { Feature.StringCategorical("a",
            vocabulary: ["x"]) }.Predict(new Dictionary<string, TensorData>
            {
                ["a"] = TensorData.Of(["x", "y"],
            [2])
            }).Values.Single().ToArray<float>(), Is.EqualTo(new float[] { 0, 1, 1, 0 }))),
        ["cross_floats"] = ("Keras cuts fractions off without a word: 1.2 and 1.9 are one value. Here it is refused, with the advice to " +
            "make bins",
            () =>
                Refused<LayerException>(() => new FeatureSpace { Feature.Float("a"), Feature.Float("b"),
                Feature.Cross(["a", "b"]) }.Encoded, "Put numbers into bins first")),
    };

    private static IEnumerable<string> Names =>
        JsonSerializer.Deserialize<JsonArray>(File.ReadAllText(Golden.At("featurespace/errors.json")))!.Select(error =>
        (string)error!["name"]!);

    [Test]
    public void EveryErrorOfKeras_IsInTheTable() => Assert.That(s_all.Keys, Is.EquivalentTo(Names));

    [TestCaseSource(nameof(Names))]
    public void Space_RefusesIt_OrDoesIt(string name) => s_all[name].Check();

    private static FeatureSpace Numbers() => new() { Feature.FloatNormalized("a"), Feature.FloatNormalized("b") };

    private static FeatureSpace Adapted()
    {
        var space = Numbers();
        space.Adapt(s_rows);
        return space;
    }

    private static void TextBesideNumbers()
    {
        using var space = new FeatureSpace { { "text", new TextVectorization(outputMode: OutputMode.TfIdf) },
            Feature.FloatNormalized("a") };
        space.Adapt(new Dictionary<string, TensorData>(s_rows) { ["text"] = TensorData.Of(["red car", "a bus", "red"], [3]) });
        Assert.That(space.OutputColumns, Is.EqualTo(new[] { "a", "text=[UNK]", "text=red", "text=car", "text=bus", "text=a" }));
    }

    private static void Refused<TException>(Func<object?> what, string part) where TException : Exception =>
        Assert.That(() => what(), Throws.InstanceOf<TException>().With.Message.Contains(part));
}
