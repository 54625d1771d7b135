using Microsoft.ML.OnnxRuntime;

namespace Layers.Samples.Tests;

public sealed class AdoptionTests : FolderTests
{
    [Test]
    public void Sample_MakesOneFileOfFour()
    {
        var (code, output, error) = SampleProgram.Run("Adoption", Folder);
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Match(@"^Adelie\s").And.Match(@"Adelie \(35\.6 %\)")
            .And.Contain("scaler.pkl (StandardScaler): BeakLength"));
        using var session = new InferenceSession(InFolder("penguins.onnx"));
        Assert.That(session.InputNames, Is.EquivalentTo(["BeakLength", "BeakDepth", "FlipperLength", "BodyMass", "Island", "Sex"]));
    }
}
