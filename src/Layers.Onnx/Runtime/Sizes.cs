using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>The values of the named sizes of a graph in one run, learned from the input tensors.</summary>
internal sealed class Sizes
{
    private readonly Dictionary<string, long> _known = [];

    /// <summary>The sizes by name.</summary>
    public IReadOnlyDictionary<string, long> Known => _known;

    public void Learn(Value input, TensorData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Type != input.Type || data.Shape.Rank != input.Shape.Rank) throw Throw.DoesNotFit(input, data);
        for (var axis = 0; axis < data.Shape.Rank; axis++)
        {
            var (dim, size) = (input.Shape[axis], data.Shape[axis].Size);
            if (dim.IsKnown)
            {
                if (dim.Size != size) throw Throw.DoesNotFit(input, data);
            }
            else if (!_known.TryAdd(dim.Name!, size) && _known[dim.Name!] != size)
            {
                throw Throw.SizesDisagree(dim.Name!, _known[dim.Name!], size, input.Name!);
            }
        }
    }

    /// <summary>Returns the shape with known sizes; null if a size is known only after the run.</summary>
    public Shape? Resolve(Shape shape)
    {
        var sizes = new long[shape.Rank];
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (shape[axis].IsKnown) sizes[axis] = shape[axis].Size;
            else if (_known.TryGetValue(shape[axis].Name!, out var size)) sizes[axis] = size;
            else return null;
        }
        return Shape.Of(sizes);
    }
}
