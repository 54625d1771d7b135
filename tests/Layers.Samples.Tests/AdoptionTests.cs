using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Samples.Tests;

public sealed class AdoptionTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("layers-adoption-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Sample_MakesOneFileOfFour()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Adoption.dll")]) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        Assert.That(output.Result, Does.Match(@"^Adelie\s").And.Match(@"Adelie \(35\.6 %\)").And.Contain("scaler.pkl (StandardScaler): BeakLength"));
        using var session = new InferenceSession(Path.Combine(_folder, "penguins.onnx"));
        Assert.That(session.InputNames, Is.EquivalentTo(["BeakLength", "BeakDepth", "FlipperLength", "BodyMass", "Island", "Sex"]));
    }
}
