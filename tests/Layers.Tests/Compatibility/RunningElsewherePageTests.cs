using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Layers.Tests.Training;

namespace Layers.Tests.Compatibility;

/// <summary>The code for Node and for Keras on the page docs/running-elsewhere.md, run unchanged.</summary>
public sealed class RunningElsewherePageTests
{
    [Test]
    public void InNode()
    {
        if (Environment.GetEnvironmentVariable("LAYERS_NODE") is not { Length: > 0 } packages)
            throw new IgnoreException("LAYERS_NODE does not name a folder with onnxruntime-node.");
        using var folder = new TempFolder();
        using var model = Model();
        model.ExportOnnx(folder.At("mpg.onnx"));
        // Node finds packages from the folder of the script.
        var script = Block("node: row", "js").Replace("'mpg.onnx'", $"'{folder.At("mpg.onnx")}'", StringComparison.Ordinal);
        Assert.That(Printed("node", script, packages), Is.EqualTo(Expected(model)).Within(1e-5).Percent);
    }

    [Test]
    [Category("Interop")]
    public void InKeras()
    {
        var python = Path.Combine(KerasProcess.Folder, "bin", "keras-python");
        using var folder = new TempFolder();
        using var model = Model();
        model.Save(folder.At("mpg.keras"));
        Assert.That(Printed(python, Block("python: row", "python"), folder.At(".")), Is.EqualTo(Expected(model)).Within(1e-3).Percent);
    }

    private static Sequential Model()
    {
        var normalization = new Normalization();
        normalization.Adapt(new float[,] { { 8, 307, 130 }, { 4, 97, 88 }, { 6, 200, 95 } });
        return new Sequential { new Input(3, name: "raw"), normalization, new Dense(1, name: "mpg") };
    }

    private static float Expected(Sequential model) => model.Predict(new float[,] { { 8, 307, 130 } })[0, 0];

    private static string Block(string marker, string language)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "running-elsewhere.md"));
        return Regex.Match(page, $"<!-- {marker} -->\n```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
    }

    private static float Printed(string program, string script, string folder)
    {
        string[] arguments = program == "node" ? ["-e", script] : ["-c", script];
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["KERAS_BACKEND"] = "jax";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        return float.Parse(output.Result.Trim(), CultureInfo.InvariantCulture);
    }
}
