namespace Layers.TensorFlow;

/// <summary>Converts a window to TensorFlow's form: channels last, and two or three axes.</summary>
internal sealed class WindowWriter
{
    private readonly NodeWriter _to;
    private readonly Node _node;
    private readonly Window _window;

    // One axis becomes two, the first with size 1.
    private readonly int _more;

    public WindowWriter(NodeWriter to, Node node, Window window)
    {
        (_to, _node, _window) = (to, node, window);
        if (window.Rank > 3) throw new CannotWriteException(node, $"TensorFlow has windows of up to three axes, and this one has " +
            $"{window.Rank}");
        if (!Array.TrueForAll(window.Kernel, size => size.IsKnown)) throw new CannotWriteException(node, "the sizes of its window are " +
            "open");
        _more = window.Rank == 1 ? 1 : 0;
    }

    public bool Is3D => _window.Rank == 3;

    /// <summary>The rank in TensorFlow's form, with the axes of rows and channels.</summary>
    public int Rank => _window.Rank + _more + 2;

    /// <summary>Whether the strides of all axes are equal.</summary>
    public bool IsEven => _window.Strides.Distinct().Count() == 1;

    /// <summary>Whether there is no dilation.</summary>
    public bool IsDense => Array.TrueForAll(_window.Dilations, dilation => dilation == 1);

    /// <summary>Whether the padding is known only at run time.</summary>
    public bool IsSameAtRun => _window.IsSame;

    /// <summary>Whether there is explicit padding.</summary>
    public bool HasPadded { get; private set; }

    /// <summary>The sizes of the window.</summary>
    public IEnumerable<long> Sizes => [.. Enumerable.Repeat(1L, _more), .. _window.Kernel.Select(size => size.Size)];

    public Port ChannelsLast(Port x)
    {
        var rank = _window.Rank;
        x = _to.Transpose(x, [0, .. Enumerable.Range(2, rank), 1]);
        return _more == 1 ? _to.Call("ExpandDims", [x, _to.Int(1)]) : x;
    }

    public Port ChannelsFirst(Port y)
    {
        if (_more == 1) y = _to.Call("Squeeze", [y], ("squeeze_dims", new[] { 1L }));
        return _to.Transpose(y, [0, _window.Rank + 1, .. Enumerable.Range(1, _window.Rank)]);
    }

    /// <summary>A kernel in TensorFlow's order: the first two axes last, and swapped.</summary>
    public Port Kernel(Port w)
    {
        w = _to.Transpose(w, [.. Enumerable.Range(2, _window.Rank), 1, 0]);
        return _more == 1 ? _to.Call("ExpandDims", [w, _to.Int(0)]) : w;
    }

    /// <summary>Returns TensorFlow's name for the padding. If TensorFlow has no name for it, this method pads the image, and returns
    /// <c>VALID</c>.</summary>
    /// <param name="image">The input of the window; replaced if it is padded.</param>
    /// <param name="value">The value of the padding.</param>
    /// <param name="never">Whether to pad the image even if TensorFlow has a name for the padding.</param>
    public string Pad(ref Port image, Func<Port> value, bool never = false)
    {
        if (!_window.IsPadded) return "VALID";
        if (!never && (_window.IsSame || Enumerable.Range(0, _window.Rank).All(IsSame))) return "SAME";
        var before = new long[Rank];
        var after = new long[Rank];
        _window.Before.CopyTo(before, 1 + _more);
        _window.After.CopyTo(after, 1 + _more);
        image = ShapeRules.Padded(_to, image, [.. before, .. after], value());
        HasPadded = true;
        return "VALID";
    }

    /// <summary>Adds an operator with a window, and returns its output.</summary>
    public Port Slide(string op, Port[] inputs, string padding, bool dilates)
    {
        List<(string, object)> attributes = [("strides", Strides(_window.Strides)), ("padding", padding)];
        if (inputs.Length == 1) attributes.Add(("ksize", Around(Array.ConvertAll(_window.Kernel, size => size.Size))));
        if (dilates && !IsDense) attributes.Add(("dilations", Around(_window.Dilations)));
        return _to.Call(op, inputs, [.. attributes]);
    }

    /// <summary>The output of a transposed convolution, cut and padded as the window requires.</summary>
    public Port Spread(Port x, Port kernel, long channels)
    {
        // TensorFlow 2.16 with oneDNN returns wrong numbers for unequal strides. Strides of 1 over an input with zeros in its gaps are
        // right.
        var strides = IsEven ? _window.Strides : [.. Enumerable.Repeat(1L, _window.Rank)];
        for (var axis = 0; axis < _window.Rank && !IsEven; axis++)
            if (_window.Strides[axis] > 1) x = Apart(x, Rank, axis + 1 + _more, _window.Strides[axis] - 1);
        var sizes = new List<Port> { _to.Call("GatherV2", [_to.Call("Shape", [x], ("out_type", Proto.DataType.Int32)), _to.Ints(0),
            _to.Int(0)]) };
        if (_more == 1) sizes.Add(_to.Ints(1));
        for (var axis = 0; axis < _window.Rank; axis++)
        {
            var stride = (int)strides[axis];
            var own = _to.Call("GatherV2", [_to.Call("Shape", [x], ("out_type", Proto.DataType.Int32)), _to.Ints(axis + 1 + _more),
                _to.Int(0)]);
            var spread = _to.Call("Mul", [_to.Call("Sub", [own, _to.Ints(1)]), _to.Ints(stride)]);
            sizes.Add(_to.Call("AddV2", [spread, _to.Ints((int)_window.Span(axis))]));
        }
        sizes.Add(_to.Ints((int)channels));
        var y = _to.Call(Is3D ? "Conv3DBackpropInputV2" : "Conv2DBackpropInput", [ShapeRules.Joined(_to, sizes, 0), kernel, x],
            ("strides", Strides(strides)), ("padding", "VALID"));
        // Zeros are appended, and some of them may be cut off.
        var more = new long[Rank];
        for (var axis = 0; axis < _window.Rank; axis++) more[axis + 1 + _more] = Math.Max(0, _window.More[axis] - _window.After[axis]);
        if (more.Any(size => size > 0)) y = ShapeRules.Padded(_to, y, [.. new long[Rank], .. more],
            ShapeRules.Zero(_to, _node.Inputs[0].Type));
        for (var axis = 0; axis < _window.Rank; axis++)
        {
            var (before, behind) = (_window.Before[axis], Math.Max(0, _window.After[axis] - _window.More[axis]));
            if (before > 0 || behind > 0) y = _to.Slice(y, Rank, axis + 1 + _more, before, behind > 0 ? -behind : null, 1);
        }
        return y;
    }

    /// <summary>A kernel with zeros in its gaps, in the order of axes in Layers.</summary>
    public Port Filled(Port kernel)
    {
        for (var axis = 0; axis < _window.Rank; axis++)
            if (_window.Dilations[axis] > 1) kernel = Apart(kernel, _window.Rank + 2, axis + 2, _window.Dilations[axis] - 1);
        return kernel;
    }

    // Inserts a number of zeros between the elements of an axis.
    private Port Apart(Port x, int rank, int axis, long gap)
    {
        // Each element with zeros after it; the zeros after the last one are cut off.
        var behind = new long[2 * (rank + 1)];
        behind[rank + 1 + axis + 1] = gap;
        var wide = ShapeRules.Padded(_to, _to.Call("ExpandDims", [x, _to.Int(axis + 1)]), behind,
            ShapeRules.Zero(_to, _node.Inputs[0].Type));
        // Merges the axis and the axis of its gap.
        var factors = new long[rank];
        Array.Fill(factors, 1);
        factors[axis] = gap + 1;
        var sizes = _to.Call("Mul", [_to.Shape(x), _to.Longs(factors)]);
        return _to.Slice(_to.Call("Reshape", [wide, sizes]), rank, axis, null, -gap, 1);
    }

    // Whether the padding of an axis is that of TensorFlow's SAME, with which the result has the size of the input divided by the stride,
    // rounded up.
    private bool IsSame(int axis)
    {
        var (stride, span, size) = (_window.Strides[axis], _window.Span(axis), _node.Inputs[0].Shape[axis + 2]);
        if (stride != 1 && !size.IsKnown) return false;
        var total = stride == 1 ? span - 1 : Math.Max(((size.Size + stride - 1) / stride - 1) * stride + span - size.Size, 0);
        return _window.Before[axis] == total / 2 && _window.After[axis] == total - total / 2;
    }

    // The additional axis has the stride of the other one, because TensorFlow's own kernel of depthwise convolution requires equal strides.
    // TensorFlow uses oneDNN's kernel, which does not, only on some processors. An axis of size 1 has the same result with each stride.
    private long[] Strides(long[] strides) => [1, .. Enumerable.Repeat(strides[0], _more), .. strides, 1];

    private long[] Around(long[] numbers) => [1, .. Enumerable.Repeat(1L, _more), .. numbers, 1];
}
