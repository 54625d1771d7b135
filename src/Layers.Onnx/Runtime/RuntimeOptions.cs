namespace Layers.Onnx;

/// <summary>How ONNX Runtime spends the machine.</summary>
public sealed record RuntimeOptions
{
    private readonly int? _threads;

    /// <summary>The defaults: every core for prediction, ONNX Runtime's own optimizations.</summary>
    public static RuntimeOptions Default { get; } = new();

    /// <summary>Threads that one call may use, 1 or more; <see langword="null"/> (the default) for one a core.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int? Threads
    {
        get => _threads;
        init
        {
            if (value is { } threads) ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
            _threads = value;
        }
    }

    /// <summary>Whether idle threads wait for work in a loop, which answers faster and keeps cores busy; default
    /// <see langword="false"/>.</summary>
    public bool Spinning { get; init; }
}
