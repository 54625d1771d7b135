using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Keras's FeatureSpace: its learned values, outputs and files, repeated here.</summary>
public sealed class FeatureSpaceGoldenTests
{
    private static IEnumerable<TestCaseData> Cases =>
        FeatureSpaceCase.All.Select(one => new TestCaseData(one).SetArgDisplayNames(one.Name));

    private static IEnumerable<TestCaseData> Models =>
        FeatureSpaceCase.All.Where(one => one.Model is not null).Select(one => new TestCaseData(one).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Cases))]
    public void Space_LearnsAndGivesWhatKerasDoes(object @case)
    {
        var one = (FeatureSpaceCase)@case;
        using var space = Unlearned(one);
        if (one.Adapt is { } rows) space.Adapt(rows);
        Assert.That(StateMismatches(one, space).Concat(CallMismatches(one, space)), Is.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void Space_OfAFile_GivesWhatKerasDoes(object @case)
    {
        var one = (FeatureSpaceCase)@case;
        using var space = (FeatureSpace)Model.Load(one.File);
        Assert.That(StateMismatches(one, space).Concat(CallMismatches(one, space)), Is.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void Space_HasKerassOrderAndWidths(object @case)
    {
        var one = (FeatureSpaceCase)@case;
        using var space = (FeatureSpace)Model.Load(one.File);
        Assert.That(space.InOrder().Select(feature => feature.Name), Is.EqualTo(one.Order));
        _ = space.Whole();
        Assert.That(space.Where(feature => feature.IsOneHot).ToDictionary(feature => feature.Name, feature => feature.Encoder!.NumTokens),
            Is.EquivalentTo(one.Widths));
    }

    [TestCaseSource(nameof(Cases))]
    public void Space_IsSavedAsKerasSavesIt(object @case)
    {
        var one = (FeatureSpaceCase)@case;
        using var folder = new TempFolder();
        using var loaded = Model.Load(one.File);
        var path = folder.At("space.keras");
        loaded.Save(path);
        Assert.That(ArchiveMismatch.Of(path, one.File), Is.Empty);
        using var again = (FeatureSpace)Model.Load(path);
        Assert.That(CallMismatches(one, again), Is.Empty);
    }

    [TestCaseSource(nameof(Models))]
    public void Model_OverASpace_GivesWhatKerasDoes(object @case)
    {
        var one = (FeatureSpaceCase)@case;
        using var model = Model.Load(Golden.At($"featurespace/{(string)one.Model!["file"]!}"));
        Assert.That(model.Inputs.Select(input => input.Name),
            Is.EqualTo(one.Model["input_names"]!.AsArray().Select(name => (string)name!)));
        var (_, output) = model.Predict(one.Calls.First().Input).Single();
        Assert.That(Mismatch.Of("output", output, Golden.Tensor(one.Model["output"])), Is.Empty);
        Assert.That(model.Weights.Sum(weight => weight.Shape.Length), Is.EqualTo((long)one.Model["params"]!));

        using var folder = new TempFolder();
        var path = folder.At("model.keras");
        model.Save(path);
        Assert.That(ArchiveMismatch.Of(path, Golden.At($"featurespace/{(string)one.Model["file"]!}")), Is.Empty);
        using var again = Model.Load(path);
        Assert.That(Mismatch.OfBits("output", again.Predict(one.Calls.First().Input).Values.Single(), output), Is.Empty);
    }

    // A space before Adapt. Keras's settings contain learned boundaries, and no vocabularies.
    private static FeatureSpace Unlearned(FeatureSpaceCase one)
    {
        var config = (JsonObject)one.Config.DeepClone();
        foreach (var (_, feature) in (JsonObject)config["features"]!)
        {
            var settings = (JsonObject)feature!["config"]!["preprocessor"]!["config"]!;
            if (settings["num_bins"] is not null && settings.ContainsKey("bin_boundaries")) settings["bin_boundaries"] = null;
            if (settings.ContainsKey("vocabulary_size") && settings["vocabulary"] is null) settings.Remove("vocabulary_size");
        }
        return (FeatureSpace)LayerJson.Read(KerasObjects.Write("keras.utils", "FeatureSpace", config));
    }

    private static IEnumerable<string> StateMismatches(FeatureSpaceCase one, FeatureSpace space)
    {
        foreach (var (name, node) in one.Preprocessors)
        {
            var layer = space[name].Layers[0];
            if (layer.GetType().Name != (string)node!["class"]!) yield return $"{name}: {layer.GetType().Name} instead of {node["class"]}";
            if (node["vocabulary"] is JsonArray words)
            {
                var ours = layer is IntegerLookup integers
                    ? integers.Vocabulary.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture))
                    : ((IndexLookup<string>)layer).Vocabulary;
                if (!ours.SequenceEqual(words.Select(word => word!.ToString())))
                    yield return $"{name}: {string.Join(", ", ours)} instead of {words.ToJsonString()}";
            }
            if (node["bin_boundaries"] is JsonArray boundaries
                && !((Discretization)layer).BinBoundaries!.SequenceEqual(boundaries.Select(value => (double)value!)))
                yield return $"{name}: {string.Join(", ", ((Discretization)layer).BinBoundaries!)} instead of {boundaries.ToJsonString()}";
            if (node["mean"] is null || layer is not Normalization { IsAdapted: true, Weights.Count: > 0 } normalization) continue;
            foreach (var (i, key) in new[] { "mean", "variance" }.Index())
                foreach (var text in Mismatch.OfNumbers($"{name}.{key}", normalization.Weights[i].Value,
                    Golden.Tensor(node[key]).Reshape([1]), Tolerance.Float32)) yield return text;
        }
    }

    private static IEnumerable<string> CallMismatches(FeatureSpaceCase one, FeatureSpace space)
    {
        foreach (var (input, expected) in one.Calls)
        {
            var outputs = space.Predict(input);
            if (Golden.IsTensor(expected))
            {
                foreach (var text in Mismatch.Of("output", outputs.Values.Single(), Golden.Tensor(expected))) yield return text;
                continue;
            }
            if (!outputs.Keys.SequenceEqual(one.Order)) yield return $"the outputs {string.Join(", ", outputs.Keys)}";
            foreach (var (name, tensor) in (JsonObject)expected)
                foreach (var text in Mismatch.Of(name, outputs[name], Golden.Tensor(tensor))) yield return text;
        }
    }
}
