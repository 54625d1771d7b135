using System.Text.Json.Nodes;
using Layers.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Tests;

/// <summary>An exported file has the names of its columns and the meaning of its outputs, for any runtime.</summary>
public sealed class OnnxMetadataTests
{
    [Test]
    public void AnyRuntime_ReadsColumnsAndClasses()
    {
        using var folder = new TempFolder();
        using var model = MemoryModels.Species();
        model.ExportOnnx(folder.At("model.onnx"));
        using var session = new InferenceSession(folder.At("model.onnx"));
        var metadata = session.ModelMetadata.CustomMetadataMap;
        var (inputs, outputs) = (JsonNode.Parse(metadata["layers.inputs"])!.AsArray(),
            JsonNode.Parse(metadata["layers.outputs"])!.AsArray());
        Assert.Multiple(() =>
        {
            Assert.That(metadata["layers.version"], Is.EqualTo("1"));
            Assert.That(inputs.Select(input => (string?)input!["name"]), Is.EqualTo(session.InputNames));
            Assert.That(inputs.Select(input => input!["columns"]!.ToJsonString()), Is.EqualTo(new[]
            {
                """[{"name":"Body Mass (g)","type":"number","may_be_missing":true}]""",
                """[{"name":"Island","type":"text","may_be_missing":true,"missing_text":""}]""",
                """[{"name":"Year","type":"number","may_be_missing":false}]""",
            }));
            Assert.That(outputs.Select(output => (string?)output!["name"]), Is.EqualTo(session.OutputNames));
            Assert.That(outputs[0]!["classes"]!.AsArray().Select(word => (string?)word),
                Is.EqualTo(new[] { "Adélie", "Chinstrap", "Gentoo" }));
            Assert.That(outputs[0]!["label_columns"]!.ToJsonString(), Is.EqualTo("""["Species"]"""));
            Assert.That(OnnxReader.Metadata(File.ReadAllBytes(folder.At("model.onnx"))), Is.EquivalentTo(metadata));
        });
    }

    [Test]
    public void IntegerClasses_AreIntegers_AndNumbersHaveNone()
    {
        using var folder = new TempFolder();
        using var stars = MemoryModels.Line("Stars", 3, Activation.Softmax, Loss.SparseCategoricalCrossentropy);
        using var years = MemoryModels.Line("Year", 1, Activation.Linear, Loss.MeanSquaredError);
        Assert.That(Outputs(stars)[0]!["classes"]!.ToJsonString(), Is.EqualTo("[-5,3,12]"));
        Assert.That(Outputs(years)[0]!.AsObject().Select(pair => pair.Key),
            Is.EqualTo(new[] { "name", "dtype", "shape", "label_columns" }));

        JsonNode Outputs(Model model)
        {
            model.ExportOnnx(folder.At("model.onnx"));
            return JsonNode.Parse(OnnxReader.Metadata(File.ReadAllBytes(folder.At("model.onnx")))["layers.outputs"])!;
        }
    }

    [Test]
    public void TheWordForAMissingText_IsThere_AndInFilesToo()
    {
        using var folder = new TempFolder();
        var space = new FeatureSpace { MissingText = "nowhere" };
        space.Add("Island/place", new OneHotEncoding());
        space.Adapt(Table.Of(Column.Text("Island/place", "Dream", null, "")));
        using var model = new Functional(space.Inputs, [new Dense(1).Apply(space.Encoded)]);
        model.ExportOnnx(folder.At("model.onnx"));
        var column = JsonNode.Parse(OnnxReader.Metadata(File.ReadAllBytes(folder.At("model.onnx")))["layers.inputs"])![0]!["columns"]![0]!;
        Assert.That(column.ToJsonString(),
            Is.EqualTo("""{"name":"Island/place","type":"text","may_be_missing":true,"missing_text":"nowhere"}"""));
        model.Save(folder.At("model.keras"));
        using var loaded = Model.Load(folder.At("model.keras"));
        var (before, after) = (model.Signature.Inputs.Single(), loaded.Signature.Inputs.Single());
        Assert.That((after.Name, after.MissingText, after.Type), Is.EqualTo((before.Name, before.MissingText, before.Type)));
        Assert.That(loaded.PredictJson("""{"Island/place": null}""").Value,
            Is.EqualTo(model.PredictJson("""{"Island/place": null}""").Value));
    }

    [Test]
    public void AFileThatIsNotOnnx_IsRefused() => Assert.That(() => OnnxReader.Metadata([1, 2, 3]), Throws.TypeOf<InvalidDataException>());
}
