namespace Layers.Graphs;

/// <summary>The effects of an operator on elements and axes that rewrites and engines need to know.</summary>
[Flags]
internal enum OpTraits
{
    None = 0,

    /// <summary>Each element of the result depends only on the elements of the operands at the same index.</summary>
    Elementwise = 1,

    /// <summary>Elementwise, and operands of different shapes broadcast.</summary>
    Broadcasts = Elementwise | 2,

    /// <summary>Passes elements on without computing with them, or reads sizes only. It works for every element type.</summary>
    Carries = 4,

    /// <summary>Works along the axis in the attribute <c>axis</c>, by default the first. Slices along the other axes are
    /// independent.</summary>
    AlongAxis = 8,

    /// <summary>Like <see cref="AlongAxis"/>, but the default is the last axis.</summary>
    AlongLastAxis = AlongAxis | 16,

    /// <summary>Reduces all elements along some axes to one element.</summary>
    Reduces = 32,

    /// <summary>Moves a window over the axes after batch and channels.</summary>
    SlidesWindow = 64,

    /// <summary>Managed code can run the operator before a host operator, for every element type.</summary>
    Managed = 128,
}
