namespace Layers;

/// <summary>Whose memory holds a value of a row program.</summary>
internal enum RowPlace
{
    /// <summary>The program's own, which steps share.</summary>
    Scratch,

    /// <summary>The caller's rows.</summary>
    Input,

    /// <summary>The caller's results.</summary>
    Output,
}
