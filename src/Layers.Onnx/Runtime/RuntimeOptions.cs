namespace Layers.Onnx;

/// <summary>Options for the use of threads by ONNX Runtime.</summary>
public sealed record RuntimeOptions
{
    private readonly int? _threads;

    /// <summary>The defaults: a thread for each core, and ONNX Runtime's own optimizations.</summary>
    public static RuntimeOptions Default { get; } = new();

    /// <summary>The number of threads of a run, 1 or more; <see langword="null"/>, the default, for one for each core.</summary>
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

    /// <summary>Whether idle threads spin while they wait for work. Spinning makes runs faster and keeps cores busy. Default
    /// <see langword="false"/>.</summary>
    public bool Spinning { get; init; }
}
