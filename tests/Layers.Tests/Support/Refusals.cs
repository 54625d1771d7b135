namespace Layers.Tests;

/// <summary>A refusal that names the layer and says what the matter is.</summary>
internal static class Refusals
{
    public static void Refused(Action act, params string[] parts)
    {
        var error = Assert.Catch<LayerException>(() => act());
        foreach (var part in parts) Assert.That(error!.Message, Does.Contain(part));
    }
}
