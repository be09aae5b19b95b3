#!/usr/bin/env bash
# Draws docs/pages.png, the picture in the README, from the house packets:
#
#     python build.py && docs/make-pages.sh
#
# Needs poppler-utils and ImageMagick. Pages are found by what is printed on them, not by their numbers.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
packet=${1:-"$here/../output"}/front-line/front-line
participant=$packet-participant-office.pdf
facilitator=$packet-facilitator-office.pdf
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# page FILE WORDS: number of the first page on which WORDS stand.
page() {
    pdftotext "$1" - | awk -v words="$2" 'BEGIN { RS = "\f" } !found && index($0, words) { print NR; found = 1 }
        END { if (!found) { print "No page has: " words > "/dev/stderr"; exit 1 } }'
}

# draw NAME FILE PAGE
draw() {
    pdftoppm -png -r 150 -f "$3" -l "$3" -singlefile "$2" "$work/$1"
}

exercise="Exercise 1A · 15 min"
body=$(page "$participant" "Figure 2.1")
draw 1-cover "$participant" 1
draw 2-contents "$participant" "$(page "$participant" Contents)"
draw 3-opener "$participant" $((body - 1))
draw 4-body "$participant" "$body"
draw 5-exercise "$participant" "$(page "$participant" "$exercise")"
draw 6-facilitator "$facilitator" "$(page "$facilitator" "Participant page")"

montage "$work"/*.png -tile 3x2 -resize 600x -bordercolor '#c9d6d8' -border 1 -geometry +14+14 \
    -background white "$work/pages.png"
# A reduced palette without dithering keeps the type crisp and the file small.
convert "$work/pages.png" +dither -colors 128 -depth 8 -strip -define png:compression-level=9 \
    "PNG8:$here/pages.png"
