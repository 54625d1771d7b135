using System.Reflection;

namespace Layers.TensorFlow.Tests;

/// <summary>Tests that dependencies point one way, and that every class is sealed, static or abstract.</summary>
public sealed class HouseTests
{
    private static readonly Assembly s_assembly = typeof(SavedModel).Assembly;

    [Test]
    public void TheProject_KnowsOnlyThoseBelowIt()
    {
        var known = s_assembly.GetReferencedAssemblies().Select(name => name.Name!).ToList();
        Assert.That(known.Where(name => name.StartsWith("Layers", StringComparison.Ordinal)),
            Is.SubsetOf(new[] { "Layers", "Layers.Graphs" }));
        Assert.That(known, Has.None.Contains("OnnxRuntime").And.None.StartsWith("Tensorflow"), "it writes without TensorFlow and runs " +
            "without ONNX Runtime");
    }

    [Test]
    public void AClassIsAbstractOrSealed()
    {
        var open = s_assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false }
            && type.Namespace?.StartsWith("Layers", StringComparison.Ordinal) == true
            && !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)));
        Assert.That(open.Select(type => type.FullName), Is.Empty);
    }
}
