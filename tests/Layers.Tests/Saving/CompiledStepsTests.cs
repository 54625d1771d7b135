using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Keras decides itself whether it compiles the steps of a model that it opens, as it does for its own models.</summary>
[Parallelizable]
public sealed class CompiledStepsTests
{
    private const string Script = """
        def do(job):
            model = keras.models.load_model(job["file"])
            return {"compiles": bool(model.jit_compile)}
        """;

    [Test]
    public void TheFile_LeavesItToKeras()
    {
        using var folder = new TempFolder();
        Save(folder.At("model.keras"));
        var config = JsonNode.Parse(EditedArchive.Text(folder.At("model.keras"), "config.json"))!;
        Assert.That((string)config["compile_config"]!["jit_compile"]!, Is.EqualTo("auto"));
    }

    // Without compilation, a training step of a small recurrent model on JAX takes about a thousand times as long.
    [Category("Interop")]
    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void OnJax_KerasCompilesTheSteps(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        Save(folder.At("model.keras"));
        var result = KerasProcess.Run(version, folder.At(""), [new JsonObject { ["file"] = folder.At("model.keras") }], Script)[0];
        Assert.That((string?)result["error"], Is.Null);
        Assert.That((bool)result["compiles"]!, Is.True);
    }

    private static void Save(string path)
    {
        using var model = SmallData.Model();
        model.Compile(new Adam(), Loss.MeanSquaredError);
        model.Save(path);
    }
}
