namespace Layers.TensorFlow.Tests;

/// <summary>Tests that SavedModels of Keras and TensorFlow give the results of TensorFlow.</summary>
public sealed class GoldenSavedModelTests
{
    private static IEnumerable<TestCaseData> Cases => SavedModelCase.All.Where(one => one.Name is not ("no_signature" or "other_tag"))
        .Select(one => new TestCaseData(one).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Cases))]
    public void EverySignature_GivesTheResultsOfTensorFlow(object which)
    {
        RealTensorFlow.Require();
        var one = (SavedModelCase)which;
        using var model = SavedModel.Load(one.Folder, one.Tags);
        Assert.That(model.Signatures.Keys, Is.EquivalentTo(one.Signatures.Select(signature => signature.Name)));
        foreach (var (name, facts) in one.Signatures)
        {
            var signature = model.Signatures[name];
            Assert.That(signature.Inputs.Select(Text), Is.EquivalentTo(facts["inputs"]!.AsObject().Select(Text)), name);
            Assert.That(signature.Outputs.Select(Text), Is.EquivalentTo(facts["outputs"]!.AsObject().Select(Text)), name);
            foreach (var call in facts["calls"]!.AsArray())
            {
                var actual = model.Predict(FeatureSpaceCase.Tensors(call!["input"]!.AsObject()), name);
                foreach (var (output, expected) in FeatureSpaceCase.Tensors(call["output"]!.AsObject()))
                    Assert.That(expected.Type == DType.String ? Mismatch.OfTexts(output, actual[output], expected) : Mismatch.Of(output,
                        actual[output], expected, new Tolerance(1e-6, 1e-7)), Is.Empty, name);
            }
        }
    }

    [Test]
    public void AGraphWithoutSignatures_IsRefusedWithItsContents()
    {
        RealTensorFlow.Require();
        Assert.That(() => SavedModel.Load(Golden.At("savedmodels/no_signature")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("no signature").And.Message.Contains("nodes"));
        Assert.That(() => SavedModel.Load(Golden.At("savedmodels/other_tag")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'serve'").And.Message.Contains("'train'"));
        Assert.That(() => SavedModel.Load(Golden.At("savedmodels/mpg"), "serve", "gpu"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'serve', 'gpu'"));
        using var trained = SavedModel.Load(Golden.At("savedmodels/other_tag"), "train");
        Assert.That(trained.Signatures.Keys, Is.EqualTo(new[] { "serving_default" }));
    }

    private static string Text(SavedModelTensor tensor) => $"{tensor.Name} {tensor.Type.Name()} " +
        $"{(tensor.Shape is null ? "" : string.Join(",", tensor.Shape.Select(dim => dim.IsKnown ? dim.ToString() : "")))}";

    private static string Text(KeyValuePair<string, System.Text.Json.Nodes.JsonNode?> pair) =>
        $"{pair.Key} {pair.Value!["dtype"]} " +
            $"{(pair.Value["shape"] is { } shape ? string.Join(",", shape.AsArray().Select(size => size?.ToString())) : "")}";
}
