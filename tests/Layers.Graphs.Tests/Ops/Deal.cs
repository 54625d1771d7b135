namespace Layers.Graphs.Tests;

/// <summary>Creates graph inputs together with tensors for them, so that a sample is one expression.</summary>
/// <param name="type">The type of the floating-point inputs; tests that run nothing may use other types than float32 and float64.</param>
internal sealed class Deal(DType type)
{
    private readonly Random _random = new(7);

    /// <summary>The sizes that the samples' named dimensions have when they run.</summary>
    public static IReadOnlyDictionary<string, long> Sizes { get; } = new Dictionary<string, long>
    {
        ["batch"] = 3,
        ["rows"] = 4,
        ["one"] = 1,
        ["none"] = 0
    };

    public DType Type => type;

    public List<KeyValuePair<Value, TensorData>> Feeds { get; } = [];

    /// <summary>Floating-point numbers of both signs, none of them near zero, no two of them equal.</summary>
    public Value X(params Dim[] shape) => Floats(Shape.Create(shape), i => (_random.Next(2) == 0 ? -1 : 1) * (0.1 + 1.9 * i));

    /// <summary>Floating-point numbers from 0.5 to 2.</summary>
    public Value Positive(params Dim[] shape) => Floats(Shape.Create(shape), i => 0.5 + 1.5 * i);

    /// <summary>int64 values from −9 to 9 without 0.</summary>
    public Value Whole(params Dim[] shape) => Of(Shape.Create(shape), _ => (long)_random.Next(1, 10) * (_random.Next(2) == 0 ? -1 : 1));

    /// <summary>Unsigned integers of all magnitudes.</summary>
    public Value Bits(params Dim[] shape) => Of(Shape.Create(shape), _ => (ulong)_random.NextInt64(long.MinValue, long.MaxValue));

    /// <summary>Indices into an axis of the given size, counted from the front and from the end, some of them repeated.</summary>
    public Value Indices(int size, params Dim[] shape) => Of(Shape.Create(shape), _ => (long)_random.Next(-size, size));

    public Value Truth(params Dim[] shape) => Of(Shape.Create(shape), _ => _random.Next(2) == 0);

    public Value Text(params Dim[] shape) => Of(Shape.Create(shape), i => $"text {i}");

    public Value Of<T>(Shape shape, Func<int, T> element)
    {
        var actual = Bound(shape);
        return Fed(shape, TensorData.Of(Enumerable.Range(0, (int)actual.Length).Select(element).ToArray(), actual));
    }

    public static Shape Bound(Shape shape) => [.. shape.Select(dim => dim.IsKnown ? dim : Sizes[dim.Name!])];

    // The element is the n-th of n equal steps, in a shuffled order, so that the distance between elements is large compared with a
    // difference's step.
    private Value Floats(Shape shape, Func<double, double> element)
    {
        var actual = Bound(shape);
        var order = Enumerable.Range(0, (int)actual.Length).ToArray();
        _random.Shuffle(order);
        double[] numbers = [.. order.Select(i => element((i + _random.NextDouble() / 2) / order.Length))];
        return Fed(shape, type switch
        {
            DType.Float64 => TensorData.Of(numbers, actual),
            DType.Float32 => TensorData.Of(Array.ConvertAll(numbers, n => (float)n), actual),
            _ => TensorData.Zeros(type, actual),
        });
    }

    private Value Fed(Shape shape, TensorData data)
    {
        var input = Ops.Input($"x{Feeds.Count}", shape, data.Type);
        Feeds.Add(new(input, data));
        return input;
    }
}
