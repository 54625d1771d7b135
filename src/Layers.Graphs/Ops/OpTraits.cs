namespace Layers.Graphs;

/// <summary>What an operator does to elements and axes, as far as rewrites and engines ask.</summary>
[Flags]
internal enum OpTraits
{
    None = 0,

    /// <summary>Each element follows from the elements of the operands at the same place.</summary>
    Elementwise = 1,

    /// <summary>Elementwise, and operands of other shapes are repeated until they fit.</summary>
    Broadcasts = Elementwise | 2,

    /// <summary>Hands elements on without computing with them, or asks for sizes alone: for every element type.</summary>
    Carries = 4,

    /// <summary>Works along the axis that the attribute <c>axis</c> names, by default the first; the other axes stay apart.</summary>
    AlongAxis = 8,

    /// <summary>The same where the default is the last axis.</summary>
    AlongLastAxis = AlongAxis | 16,

    /// <summary>Makes one element of all those along some axes.</summary>
    Reduces = 32,

    /// <summary>Moves a window over the axes behind batch and channels.</summary>
    SlidesWindow = 64,

    /// <summary>Managed code can run it before a host operator, for every element type.</summary>
    Managed = 128,
}
