namespace Layers.Tests;

/// <summary>Asserts an error that names the layer and the fault.</summary>
internal static class Refusals
{
    public static void Refused(Action act, params string[] parts)
    {
        var error = Assert.Catch<LayerException>(() => act());
        foreach (var part in parts) Assert.That(error!.Message, Does.Contain(part));
    }
}
