namespace Layers.TensorFlow.Tests;

/// <summary>TensorFlow's own library, if the environment variable names it.</summary>
internal static class RealTensorFlow
{
    public static bool IsThere => Environment.GetEnvironmentVariable("LAYERS_TENSORFLOW") is { Length: > 0 };

    /// <summary>Skips the test, with this reason, if there is no library.</summary>
    public static void Require()
    {
        if (!IsThere) throw new IgnoreException("LAYERS_TENSORFLOW does not name TensorFlow's library or its folder.");
    }
}
